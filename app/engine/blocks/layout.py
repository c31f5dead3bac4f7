"""Where the numbers of a block of B runs stand: in one flat array of rows of B, one row for each kind of number.

With one array and constant distances LLVM knows that rows do not overlap, and turns every loop over the runs into vector code. A row
number known only at run time, or an array for each kind, would make such loops five times slower.
"""

B = 128
"""Runs of a block. With 256, what Adam reads and writes in a step no longer fits into the first-level cache (a quarter slower)."""
CHUNK = 64
"""Steps between two looks at whether the work is still wanted, and whether a block repeats itself."""

X, Y, F, GX, GY, HXX, HXY, HYY = range(8)
PX, PY = 8, 9
"""The position before the latest step."""
X0, Y0, LR, RATE, SX, SY, NX, NY, CLIP, DECAY = range(10, 20)
"""The start, lr, this step's rate, the scales, the sizes of the noise, clip and weight decay."""
HIT, WHERE, FIRST, SINCE, END, OUT_X, OUT_Y, BEST, WORST = range(20, 29)
"""The minimum within reach now and before, when first, since when; the step of divergence or -1, and the outcome."""
BURSTS, BEFORE, INTO, RECENT, LOW, TOP = range(29, 41, 2)
"""Two rows each, one an axis: bursts so far, and what `zigzag` remembers."""
STATE_AT = 41
"""The first row of the method's state, followed by a copy of the state before the first step."""
