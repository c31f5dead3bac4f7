/**
 * The look of a lane: colour (Okabe & Ito 2008, then black or white, then brown), dash and marker. Lanes differ in more than
 * colour. Orange, sky blue and purple have a contrast below 3:1 on white, so paths have a casing. It imports nothing: a phone loads it alone.
 *
 * @typedef {"circle" | "square" | "triangle" | "diamond" | "cross" | "plus" | "star" | "ring"} Marker
 * @typedef {{ light: string, dark: string, dash: readonly number[], marker: Marker }} Look
 *   dash: canvas dash array in units of the line width; [] is solid
 */

/**
 * @param {string} light  colour on a light ground
 * @param {readonly number[]} dash
 * @param {Marker} marker
 * @param {string} dark  colour on a dark ground
 * @returns {Look}
 */
const look = (light, dash, marker, dark = light) => ({ light, dark, dash, marker });

/** @type {readonly Look[]} */
export const looks = [
  look("#0072B2", [], "circle"),
  look("#D55E00", [4, 2], "square"),
  look("#009E73", [1, 1.5], "triangle"),
  look("#CC79A7", [5, 1.5, 1, 1.5], "diamond"),
  look("#E69F00", [8, 2], "cross"),
  look("#56B4E9", [2, 2], "plus"),
  look("#000000", [5, 1.5, 1, 1.5, 1, 1.5], "star", "#FFFFFF"),
  look("#7A4A1E", [1, 3], "ring", "#95563F"),
];

/** Colours of a picture's ground, as style.css has them for the page. low, high: end colours of the contour bands. */
export const grounds = {
  light: { dark: false, ground: "#ffffff", ink: "#15191d", muted: "#525a62", grid: "#e6e9ec", casing: "#1c2126", low: "#74899e", high: "#eef1f4", contour: "#8794a1", held: "#8c1d4f" },
  dark: { dark: true, ground: "#14181c", ink: "#eceff1", muted: "#a9b2ba", grid: "#2a3036", casing: "#f2f4f5", low: "#090c0f", high: "#434d57", contour: "#59646f", held: "#f2a0c4" },
};

/** Which looks are hues, by which the minima of a map are told apart: black and white are none. */
export const hues = looks.filter(({ light }) => light !== "#000000");

/** Halfway to the ground: the colour in the gaps between dashes, so that the line looks like one line. @param {string} color  #rrggbb @param {boolean} dark */
export function gapColor(color, dark) {
  const channels = color.match(/[0-9A-F]{2}/gi) ?? [];
  const mixed = channels.map((hex) => Math.round((parseInt(hex, 16) + (dark ? 0 : 255)) / 2));
  return `rgb(${mixed.join(" ")})`;
}

/**
 * SVG paths of the markers around the origin, with radius 1, for `d=` or `new Path2D()`. The transform scales them. A ring is
 * stroked, all others are filled.
 *
 * @type {Readonly<Record<Marker, string>>}
 */
export const shapes = {
  circle: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
  square: "M-.9 -.9H.9V.9H-.9Z",
  triangle: "M0 -1.1L1.05 .8H-1.05Z",
  diamond: "M0 -1.25L1 0L0 1.25L-1 0Z",
  cross: "M-1 -.6L-.6 -1L0 -.4L.6 -1L1 -.6L.4 0L1 .6L.6 1L0 .4L-.6 1L-1 .6L-.4 0Z",
  plus: "M-.3 -1H.3V-.3H1V.3H.3V1H-.3V.3H-1V-.3H-.3Z",
  star: "M0 -1.2L.3 -.4L1.15 -.37L.48 .15L.7 .97L0 .5L-.7 .97L-.48 .15L-1.15 -.37L-.3 -.4Z",
  ring: "M-.8 0A.8 .8 0 1 1 .8 0A.8 .8 0 1 1 -.8 0Z",
};

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} shape  an SVG path */
export function pathOf(shape) {
  const known = paths.get(shape) ?? new Path2D(shape);
  paths.set(shape, known);
  return known;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Look} look
 * @param {{ x: number, y: number, r: number, rim: number, white?: number }} at
 *   rim, white: widths of the casing and of a white ring inside it
 * @param {{ dark: boolean, casing: string }} theme
 */
export function stampMarker(pen, look, { x, y, r, rim, white = 0 }, { dark, casing }) {
  const path = pathOf(shapes[look.marker]);
  const color = dark ? look.dark : look.light;
  const line = (/** @type {string} */ style, /** @type {number} */ width) => {
    pen.strokeStyle = style;
    pen.lineWidth = width / r;
    pen.stroke(path);
  };
  pen.save();
  pen.translate(x, y);
  pen.scale(r, r);
  pen.lineJoin = "round";
  const hollow = look.marker === "ring" ? 0.5 * r : 0;
  line(casing, 2 * (rim + white) + hollow);
  if (white) line("#ffffff", 2 * white + hollow);
  if (hollow) line(color, hollow);
  else {
    pen.fillStyle = color;
    pen.fill(path);
  }
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {number} [weight]  factor of the line width
 */
export function drawMinimum(pen, x, y, r, weight = 1) {
  pen.setLineDash([]);
  pen.lineCap = "butt";
  for (const [color, width, reach] of /** @type {[string, number, number][]} */ ([["#1a1a1a", 0.72, 1.14], ["#ffd500", 0.4, 1]])) {
    pen.strokeStyle = color;
    pen.lineWidth = weight * width * r;
    pen.beginPath();
    pen.moveTo(x - reach * r, y - reach * r);
    pen.lineTo(x + reach * r, y + reach * r);
    pen.moveTo(x + reach * r, y - reach * r);
    pen.lineTo(x - reach * r, y + reach * r);
    pen.stroke();
  }
}

/** Radius of a walker's marker, in em. */
export const BALL = 0.42;
/** A mark whose place lies under a walker's marker is drawn on it once more, at this share of its size, so that both are seen. */
export const ON_TOP = 0.5;

/** @param {readonly [number, number][]} balls @param {number} em @returns {(at: [number, number]) => boolean} does a walker's marker cover this place? All in pixels */
export const coveredBy = (balls, em) => ([x, y]) => balls.some(([u, v]) => Math.hypot(u - x, v - y) <= BALL * em);

/** Opacity of a path beyond the marker. */
export const FUTURE = 0.25;
/**
 * A path that covers more than this share of its panel crosses itself very often. It is drawn without a rim and without dashes, which
 * nobody would see and which are slow to draw, and so thin that the ground shows through: never as a solid block.
 */
export const CROWDED = 0.35;
/** Width of the thinnest line, in pixels. */
export const HAIR = 0.4;
/** With more steps than this, no dots are drawn, because they would hide the line. */
export const MOST_DOTS = 600;

/** Green of what is right or true; on any ground it has a rim. */
export const GREEN = "#3fd07f";

/** Larger coordinates in pixels are not drawn, because a canvas draws them wrong. */
const FAR = 1e4;

/** @param {[number, number]} at  pixels */
export const isNear = ([x, y]) => Math.abs(x) <= FAR && Math.abs(y) <= FAR;

/** A text with a rim in the colour of the ground. @param {CanvasRenderingContext2D} pen @param {string} text @param {[number, number]} at  pixels @param {{ text: number, ground: string, ink: string }} theme  text: size in pixels */
export function outlined(pen, text, [x, y], theme) {
  pen.lineJoin = "round";
  pen.lineWidth = 0.32 * theme.text;
  pen.strokeStyle = theme.ground;
  pen.strokeText(text, x, y);
  pen.fillStyle = theme.ink;
  pen.fillText(text, x, y);
}
