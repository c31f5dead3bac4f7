/** A catalog as the server sends it, small enough to read: three surfaces, one of them typed; three optimizers, one a wrapper. */

/** @param {string} letter @param {number | null} usual @param {object} [more] */
export const knob = (letter, usual, more) => ({
  ...{ symbol: letter, mathml: `<math><mi>${letter}</mi></math>`, name: letter, kind: /** @type {"number"} */ ("number") },
  ...{ default: usual, low: 0, high: 1, scale: /** @type {"linear"} */ ("linear"), min: 0, max: null, open: [] },
  ...more,
});

/** @param {string} name @param {object} knobs */
const unit = (name, knobs) => ({ name, summary: `${name}.`, knobs });

/** @param {string} key @param {object} [more] @returns {import("../../static/js/types.js").Series} */
const series = (key, more) => ({
  ...{ key, name: key, summary: "", first_step: 0, column: true, log: true, signed: false, axis: null, own: false, range: null, limit: null, none: "" },
  ...more,
});

const lr = knob("η", null, { mathml: "<math><mrow><mi>&#x003B7;</mi></mrow></math>", low: 1e-7, high: 10, scale: "log" });

/** @type {import("../../static/js/types.js").Catalog} */
export const catalog = /** @type {any} */ ({
  surfaces: {
    bowl: {
      ...unit("Bowl", { kappa: knob("κ", 10) }),
      ...{ start: [-8, 2], domain: [[-9, 5], [-4, 4]], curvature: 10, lr: { plain: 0.05, rms: 0.1 } },
    },
    trough: {
      ...unit("Trough", { depth: knob("d", 3) }),
      ...{ start: [1, 1], domain: [[0, 2], [0, 2]], curvature: 1, lr: { plain: 0.5, rms: 0.2 } },
    },
    typed: {
      ...unit("Your own", {}),
      ...{ start: [1, 2], domain: [[-4, 4], [-3, 3]], curvature: 1, lr: { plain: 0.1, rms: 0.3 }, text: "x^2 + y^2" },
    },
  },
  plane: { farthest: 1e12, finest: 2 ** -40, narrowest: 1e-30 },
  optimizers: {
    plain: unit("Plain descent", { lr, eps: knob("ε", 1e-8) }),
    rms: { ...unit("Root mean square", { lr, alpha: knob("α", 0.9), eps: knob("ε", 1e-10) }), form: "coordinate" },
    around: { ...unit("Around", { lr, period: knob("k", 5) }), form: "wrapper", inner: "rms" },
  },
  schedules: {
    constant: unit("Constant", {}),
    decay: unit("Decay", { k: knob("k", 0.01) }),
    pieces: unit("Pieces", { bounds: knob("b", null, { kind: "list", default: [10, 20] }) }),
  },
  lessons: {},
  series: {
    loss: series("loss", { signed: true }),
    gradient_norm: series("gradient_norm"),
    lr_x: series("lr_x", { first_step: 1 }),
    ratio_y: series("ratio_y", { first_step: 1, limit: { at: 2, says: "above 2: unstable without momentum" } }),
    v: series("v", { log: false, axis: "y", own: true }),
  },
  charts: ["loss", "gradient_norm"],
  opening: "first",
});

export const given = {
  surface: { key: "bowl" },
  steps: 400,
  lanes: [{ optimizer: { key: "plain" } }, { optimizer: { key: "rms", knobs: { lr: 0.6 } }, schedule: { key: "decay" }, label: "braked" }],
};
