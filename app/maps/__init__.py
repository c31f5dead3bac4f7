"""Maps: thousands of runs of one lane, two of whose numbers vary."""
