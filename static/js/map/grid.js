/** The pixels of a map as far as they have arrived. A pixel of a coarse picture stands for the square to its upper right until finer ones arrive. */

/** @typedef {import("./wire.js").Tile} Tile */
/** @typedef {{ columns: number, rows: number, classes: Uint8Array, values: Float32Array, cells: Uint8Array }} Grid  row 0 is the lowest; cells: how coarse a pixel is, 255 if it has not arrived */

export const [SADDLES, NOWHERE, DIVERGED, ABSENT] = [128, 254, 255, 255];

/** @param {number} columns @param {number} rows @returns {Grid} */
export const emptyGrid = (columns, rows) => ({
  ...{ columns, rows, classes: new Uint8Array(columns * rows), values: new Float32Array(columns * rows) },
  cells: new Uint8Array(columns * rows).fill(ABSENT),
});

/** @param {Grid} grid @param {Tile} tile */
export function fill({ columns, rows, classes, values, cells }, tile) {
  const [cell] = tile.job;
  for (let k = 0; k < tile.columns.length; k++) {
    const [left, low] = [tile.columns[k], tile.rows[k]];
    for (let row = low; row < Math.min(rows, low + cell); row++) {
      for (let at = row * columns + left; at < row * columns + Math.min(columns, left + cell); at++) {
        if (cells[at] < cell) continue;
        cells[at] = cell;
        classes[at] = tile.classes[k];
        values[at] = tile.values[k];
      }
    }
  }
}

/** The pixel that was computed for this one. @param {Grid} grid @param {number} i @param {number} j @returns {[number, number] | null} null if none has arrived */
export function computed({ columns, cells }, i, j) {
  const cell = cells[j * columns + i];
  return cell === ABSENT ? null : [i - (i % cell), j - (j % cell)];
}

/**
 * The middle of the largest square that each class fills, for its letter.
 *
 * @param {Grid} grid
 * @returns {Map<number, { i: number, j: number, side: number }>} by class
 */
export function spots({ columns, rows, classes, cells }) {
  const found = new Map();
  let before = new Int32Array(columns);
  for (let j = 0; j < rows; j++) {
    const now = new Int32Array(columns);
    for (let i = 0; i < columns; i++) {
      const at = j * columns + i;
      if (cells[at] === ABSENT) continue;
      const kind = classes[at];
      const alike = i > 0 && j > 0 && classes[at - 1] === kind && classes[at - columns] === kind && classes[at - columns - 1] === kind;
      const side = (now[i] = alike ? 1 + Math.min(now[i - 1], before[i], before[i - 1]) : 1);
      if (side > (found.get(kind)?.side ?? 0)) found.set(kind, { i: i - (side - 1) / 2, j: j - (side - 1) / 2, side });
    }
    before = now;
  }
  return found;
}

/** Shares of the classes among the pixels that have arrived, by class. @param {Grid} grid @returns {Map<number, number>} */
export function sharesOf({ classes, cells }) {
  const counts = new Map();
  let all = 0;
  for (let at = 0; at < classes.length; at++) {
    if (cells[at] === ABSENT) continue;
    all += 1;
    counts.set(classes[at], (counts.get(classes[at]) ?? 0) + 1);
  }
  return new Map([...counts].map(([kind, count]) => [kind, count / all]));
}
