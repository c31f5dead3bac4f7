/**
 * Unpacks the pictures of a class (app/classroom/pictures/frames.py, ground.py, starts.py): eight bytes, then a JSON head and 16-bit numbers,
 * deflated. Columns are differences modulo 65536; all low bytes come before all high bytes.
 *
 * @typedef {[x0: number, x1: number, y0: number, y1: number]} View
 * @typedef {{ rows: number, whole: boolean, steps: number, diverged: boolean, pen?: number, label?: string, own?: boolean, line?: string, x: Float64Array, y: Float64Array, loss: Float64Array, at: Uint32Array }} Lane
 *   at: the step of each row; line: what leads to each row, l a line, m a gap, . no line, where rows are left out; own: does it go down another ground?
 * @typedef {{ kind: "minimum" | "saddle" | "diverged" | "elsewhere", x: number | null, y: number | null, count: number }} End
 * @typedef {{ number: number, draft: boolean, view: View }} Head
 * @typedef {Head & { kind: 1, loss: [number, number], log: boolean, until: number | null, steps: number, lanes: Lane[] }} Paths
 *   loss: lowest and highest; log: in powers of ten
 * @typedef {Head & { kind: 2, n: number, range: [number, number], levels: number[], minima: [number, number][], log: boolean, values: Float64Array }} Ground
 *   minima: none while the mark × would be the answer; values: heights on the scale of the levels, row by row from below; NaN where there is none
 * @typedef {Head & { kind: 3, ask: number, round: number, at: number[], ends: End[], paths: { rows: number, end: number, x: Float64Array, y: Float64Array }[] }} Starts
 *   at: the step of each row
 * @typedef {Head & { kind: 4, ask: number, n: number, ends: End[], values: Uint8Array }} Basins  values: indices into ends, 255 for none
 * @typedef {Paths | Ground | Starts | Basins} Unpacked
 */

/** Bytes before what is deflated. */
const LABEL = 8;
/** The largest 16-bit number that stands for a value. */
const MOST = 65534;

/** @param {Uint8Array<ArrayBuffer>} packed */
const inflated = async (packed) => new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();

/** Joins low and high bytes. @param {Uint8Array} body @returns {Uint16Array} */
function words(body) {
  const count = body.length >> 1;
  return Uint16Array.from({ length: count }, (_, i) => body[i] | (body[count + i] << 8));
}

/** The interval over which the places of a view are counted: the view and one more on either side. @param {number} low @param {number} high @returns {[number, number]} */
const around = (low, high) => [2 * low - high, 2 * high - low];

/** Reads one column after another. @param {Uint16Array} numbers */
function reader(numbers) {
  let from = 0;
  const taken = (/** @type {number} */ count) => {
    if (from + count > numbers.length) throw new RangeError(`a frame of ${numbers.length} numbers ends before ${from + count}`);
    from += count;
    return numbers.subarray(from - count, from);
  };
  return {
    /** Values between two numbers. @param {number} count @param {[number, number]} interval */
    column(count, [low, high]) {
      let sum = 0;
      return Float64Array.from(taken(count), (difference) => low + ((sum = (sum + difference) & 65535) / MOST) * (high - low));
    },
    /** Numbers of 32 bits that rise. @param {number} count */
    risen(count) {
      const halves = taken(2 * count);
      let sum = 0;
      return Uint32Array.from({ length: count }, (_, i) => (sum += halves[2 * i] + 65536 * halves[2 * i + 1]));
    },
    /** A square of values, each row with differences of its own; NaN where there is none. @param {number} n @param {[number, number]} interval */
    square(n, [low, high]) {
      const values = new Float64Array(n * n);
      for (let row = 0; row < n; row++) {
        let sum = 0;
        taken(n).forEach((difference, i) => {
          sum = (sum + difference) & 65535;
          values[row * n + i] = sum > MOST ? NaN : low + (sum / MOST) * (high - low);
        });
      }
      return values;
    },
  };
}

/** What follows the head, by kind. @type {Record<number, (head: any, body: Uint8Array) => object>} */
const BODIES = {
  1: ({ view: [x0, x1, y0, y1], loss, lanes }, body) => {
    const read = reader(words(body));
    const one = (/** @type {any} */ lane) => {
      const [x, y, its] = [read.column(lane.rows, around(x0, x1)), read.column(lane.rows, around(y0, y1)), read.column(lane.rows, loss)];
      return { ...lane, x, y, loss: its, at: lane.whole ? Uint32Array.from(x, (_, i) => i) : read.risen(lane.rows) };
    };
    return { lanes: lanes.map(one) };
  },
  2: ({ n, range }, body) => ({ values: reader(words(body)).square(n, range) }),
  3: ({ view: [x0, x1, y0, y1], paths }, body) => {
    const read = reader(words(body));
    return { paths: paths.map((/** @type {any} */ path) => ({ ...path, x: read.column(path.rows, around(x0, x1)), y: read.column(path.rows, around(y0, y1)) })) };
  },
  4: ({ n }, body) => {
    if (body.length < n * n) throw new RangeError(`a map of ${n} x ${n} has ${body.length} bytes`);
    return { values: body.subarray(0, n * n) };
  },
};

/**
 * @param {ArrayBuffer} buffer  one binary message
 * @returns {Promise<Unpacked | null>} null for a kind that this page does not know
 */
export async function unpack(buffer) {
  const label = new DataView(buffer);
  const [number, kind, draft] = [label.getUint32(0, true), label.getUint8(4), (label.getUint8(5) & 1) === 1];
  if (!BODIES[kind]) return null;
  const raw = await inflated(new Uint8Array(buffer, LABEL));
  const length = new DataView(raw).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(raw, 4, length)));
  return { ...head, ...BODIES[kind](head, new Uint8Array(raw, 4 + length)), kind, number, draft };
}
