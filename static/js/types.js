/**
 * Types that the modules of the page share; no code.
 *
 * @typedef {Record<string, number | number[]>} Knobs
 * @typedef {{ key: string, knobs: Knobs }} Choice
 * @typedef {Choice & { inner?: Choice }} Method  inner: the method inside a wrapper; it uses the wrapper's learning rate
 * @typedef {[number, number, number]} Example  inputs a and b, target t
 * @typedef {{ a: number[], b: number[], t: number[] }} Columns  of examples
 * @typedef {Choice & { formula?: string, domain?: [Range, Range], examples?: Example[], held?: Example[] }} Ground  a typed surface has formula and domain; examples, held: one's own training and validation examples
 * @typedef {{ file: string, points: string, loss: string | null }} Trajectory  of a file, drawn in place of a run; numbers as files/packed.js writes them
 * @typedef {{
 *   trajectory?: Trajectory, optimizer: Method, schedule: Choice, warmup: number, lr_scale: [number, number],
 *   weight_decay: number, clip: number | null, label: string | null, pen?: number,
 *   fork?: { step: number, before: Lane, anew?: boolean }, many?: Many, knobs?: Knobs, start?: [number, number],
 *   batch?: number, order?: Order, freeze?: { x?: number, y?: number }, answer?: Choice
 * }} Lane  knobs: over those of the surface; batch: examples of a step; freeze: steps for which a coordinate stays; answer: which weights the run gives; pen: the number of its colour, dash and marker, if it is not its index; fork: the step at which it leaves another lane, whose settings are `before`; anew: does its schedule begin there?
 * @typedef {"shuffle" | "replacement" | "fixed"} Order  in which mini-batches take the examples
 * @typedef {{ over: "seeds" | "starts", count: number, spread: number }} Many  runs of a lane, its own included: with other noise, or from starts within that share of the domain's sides
 * @typedef {{
 *   version: 1, surface: Ground, start: [number, number], steps: number,
 *   seed: number, noise: [number, number], lanes: Lane[], linked?: string[], frozen?: Scene, map?: MapChoice
 * }} Scene  always complete: every knob is present; linked: names of the knobs that have one slider for all lanes; frozen: drawn pale to compare with
 * @typedef {{ path: string, low: number, high: number, count: number, scale: "linear" | "log" | "near_one" }} MapAxis  path: scene/mapped.js
 * @typedef {"end" | "steps" | "loss" | "best" | "bursts"} Measure
 * @typedef {{ lane: number, axes: [MapAxis, MapAxis], measure: Measure, tolerance: number | null, seeds: number, search?: { side: number, seed: number } }} MapChoice
 * @typedef {{ scene: Scene, map: MapChoice, draft: boolean, until: number | null }} MapRequest
 * @typedef {{
 *   x: number[], y: number[], minima: ([number, number] | null)[], depths: (number | null)[], saddles: ([number, number] | null)[], tolerance: number, runs: number,
 *   coarse: number, value: string, theory?: { name: "stable" | "optimum" | "critical" | "rate", level?: number, points: [number, number][] }[],
 *   search?: Record<"grid" | "random", { points: [number, number][], best: number | null, loss: number | null }>,
 *   workers?: { state: "there" | "idle" | "away", threads: number }
 * }} MapHead  x, y: the values in the middle of each pixel; runs: how many there will be; coarse: distance of the pixels of the first pass; value: what the values are, app/maps/measures.py; theory: app/maps/theory.py describes it
 * @typedef {{
 *   id: number, request: MapRequest, head: MapHead, grid: import("./map/grid.js").Grid, before: MapPicture | null,
 *   runs: number, seconds: number, last: boolean, frames: number, stopped?: boolean
 * }} MapPicture  before: the one under it; last: has all arrived? frames: how many have arrived; stopped: by the user
 *
 * @typedef {{
 *   symbol: string, mathml: string, name: string, kind: "number" | "integer" | "list", default: number | number[] | null,
 *   low: number, high: number, scale: "linear" | "log",
 *   min: number | null, max: number | null, open: ("min" | "max")[]
 * }} Knob
 * @typedef {{
 *   name: string, summary: string, formula: { latex: string, mathml: string }, source: string,
 *   varies: string | null, peer: string | null, code: string, knobs: Record<string, Knob>, group?: string
 * }} Unit
 * @typedef {{ line: number, sets: [string, import("./text/math.js").Tree][] }} RuleLine  line: in its code, from 1; sets: names and their expressions
 * @typedef {Unit & {
 *   form?: "coordinate" | "coupled" | "wrapper", inner?: string, hessian: boolean, lines: RuleLine[]
 * }} MethodUnit  inner: the default one; hessian: does its step use second derivatives?
 * @typedef {Unit & {
 *   domain: [[number, number], [number, number]], start: [number, number],
 *   minima: [number, number][], saddles: [number, number][], lr: Record<string, number>,
 *   curvature: number, spacing: Spacing, axes?: boolean, text?: string, data?: boolean, groups?: Record<"data" | "penalty" | "recipe", string[]>, weights?: [string, string]
 * }} SurfaceUnit  axes: has it axes of its own? text: the initial formula of a typed surface; data: is it made of examples? groups: names of its knobs then
 * @typedef {{ path: string, low: number, high: number, scale: "linear" | "log" }} Hero  path: "lanes.1.optimizer.knobs.lr"
 * @typedef {{
 *   title: string, group: string, lecture: boolean, sentence: string, text: { see: string, why: string },
 *   tries: { says: string, changes: Record<string, unknown> }[], show: "overlay" | "profile" | "surface" | "map" | null,
 *   table: { caption: string, head: (string | number)[], rows: (string | number)[][] } | null,
 *   question: { until: number, ask: string, options: string[], right: number | null, covers?: boolean, changes: Record<string, unknown> | null, answer: string } | null,
 *   scene: Scene, hero: Hero[], charts: string[], view: { x: [number, number], y: [number, number] } | null,
 *   main: number | null, replay: { to: number, slow: [number, number] } | null, step: number | null, numbered: { lane: number, steps: number[] } | null, linear?: string[], by?: "steps" | "examples", held?: boolean,
 *   tap?: { kind: "click" | "step", title: string, lane: number, at: number | null, event: string, until: number, reads: { name: string, low: number, high: number } | null, answer?: string } | null,
 *   ask: string, own?: OwnList, hidden?: boolean, hide?: string[], data?: boolean
 * }} Lesson  tap: a question that a class answers in the picture; ask: its question, shown on the button of the previous lesson; charts: keys of series; own: the list of one's own that it stands
 *   in, whose lessons may open with what follows their step hidden, and hide parts of the page
 * @typedef {{
 *   title?: string, sentence?: string, see?: string, why?: string, scene: Scene, step?: number | null, hidden?: boolean,
 *   question?: { ask: string, options: string[], right?: number | null, answer?: string } | null,
 *   tries?: { says: string, changes: Record<string, unknown> }[], hero?: Hero[], charts?: string[] | null, hide?: string[],
 *   view?: View | null, show?: "overlay" | "profile" | "surface" | "map" | null, main?: number | null
 * }} OwnLesson  app/catalog/own.py describes the fields
 * @typedef {{ version?: number, title?: string, lessons: OwnLesson[] }} OwnDocument
 * @typedef {{ title: string, doc: OwnDocument | null, keys: string[] }} OwnList  doc: null for lessons of the server's folder
 * @typedef {{
 *   key: string, name: string, summary: string, first_step: 0 | 1, column: boolean, log: boolean, signed: boolean, axis: "x" | "y" | null,
 *   own: boolean, data?: boolean, shared?: boolean, range: Range | null, limit: { at: number, says: string } | null, none: string
 * }} Series  what a chart shows, and how; app/engine/series.py describes the fields
 * @typedef {{
 *   surfaces: Record<string, SurfaceUnit>, optimizers: Record<string, MethodUnit>, schedules: Record<string, Unit>, answers?: Record<string, Unit>,
 *   lessons: Record<string, Lesson>, series: Record<string, Series>, charts: string[], opening: string, plane: { farthest: number, finest: number, narrowest: number },
 *   limits?: { steps: number, lane_steps: number, table?: number }, own?: { key: string, title: string, lessons: Lesson[] }[]
 * }} Catalog  limits: most steps of a run, most steps of all lanes together, and most characters of a table of examples; unknown in a file that is read offline
 *
 * @typedef {{ template: string, params: { [name: string]: string | number | null | Sentence } }} Sentence  an English sentence of the server, for text/sentences.js
 * @typedef {Sentence & { path: string, message: string, value: string, bound: string, code: string }} Fault
 * @typedef {{ kind: "finished" | "diverged", step: number, reason: string | null, why?: Sentence }} Status  why: the reason, for text/sentences.js
 * @typedef {{ kind: string, from: number, to: number, says: string, numbers: Record<string, number | string | null>, template: string, why?: Sentence }} RunEvent  why: the sentence of a reason in the numbers
 * @typedef {{ t: number, f: number | null, slope: number | null, bend: number | null }} Foot  projection of an iterate on a line, with two derivatives
 * @typedef {{ t: Range, direction: [number, number], at: Foot }} Profile
 * @typedef {{ kind: "minimum" | "elsewhere" | "diverged", minimum?: number, count: number, low: number, high: number }} End  where runs end: minimum: its
 *   number; low, high: 95 % interval of their share
 * @typedef {{ runs: number, of: number, over: "seeds" | "starts", traced: number, ends: End[], loss: (number | null)[] }} ManyRuns  loss: at the end, below which 10, 50, 90 % of the runs lie; null where these have diverged; runs: those that were made, fewer than `of` during a drag, or if all are alike
 * @typedef {{ train: Columns, held: Columns }} Tables
 * @typedef {{ x: number, y: number, row: number, stop: number | null, held: number, train: number }} Answered  the weights with which a run answers at its end
 * @typedef {{ truth: [number, number] | null, held_minimum: [number, number] | null, count: number, condition: number | null, wall?: Sentence | null }} DataFacts
 * @typedef {{
 *   status: Status, events: RunEvent[], events_total?: number, reached?: number | null, profile?: Profile, many?: ManyRuns,
 *   surface?: SurfaceFacts, start?: [number, number], answered?: Answered, batch?: number, data?: Tables, arrays: Record<string, Float32Array>
 * }} LaneFrame  surface, start: its own ones; absent if they are the scene's; batch: examples that a step sees, on a surface made of examples
 * @typedef {{
 *   curvature: number, minima: [number, number][], saddles: [number, number][],
 *   axes: { angle: number, center: [number, number] } | null, depths?: (number | null)[], echo?: string | null, data?: DataFacts | null, covered?: boolean
 * }} SurfaceFacts  covered: its minima are not marked, because the mark would answer a question
 * @typedef {{
 *   id: number, part: number, last: boolean, steps: number, scene: Scene, panels: (Box & View)[], axis: import("./view/steps.js").StepAxis,
 *   surface: SurfaceFacts,
 *   axes?: Record<string, ValueAxis>, members?: number[], arrays: Record<string, Float32Array>, data?: Tables, lanes: LaneFrame[]
 * }} Frame  scene, panels and axis: as requested; axes: value axes of the requested charts, missing until all lanes have arrived, as are the members, the lanes of the committee; depths: f at each minimum; echo: MathML of a typed formula
 *
 * @typedef {[number, number]} Range
 * @typedef {{ log: boolean, range: Range, ticks: [number, string][], bare: boolean }} ValueAxis  of a chart; range and ticks are powers of ten
 *   if the axis is logarithmic; bare: no lane has a value
 * @typedef {"log" | "quantile" | "linear"} Spacing  of contour levels
 * @typedef {{ x: Range, y: Range }} View
 * @typedef {{ width: number, height: number }} Box  pixels
 * @typedef {{ nx: number, ny: number, spacing: Spacing, levels: number[], bands: Float32Array }} Mesh  row by row, y upward; levels: f at each level;
 *   bands: f rescaled so that the levels are evenly spaced, 0 at the minimum, 1 at the highest level; larger values stay blank
 * @typedef {{
 *   x: number, y: number, loss: number, gradient_norm: number, g: [number, number], lr: number,
 *   state: { before: Record<string, [number, number]>, after: Record<string, [number, number]> },
 *   lr_scale: [number, number], sigma: [number, number] | null, move: [number, number], to: [number, number],
 *   to_loss: number, to_gradient_norm: number, probe: [number, number] | null, coast: [number, number], lines: RanLine[],
 *   hessian: [number, number, number], eigen: { values: [number, number], vectors: [[number, number], [number, number]] } | null,
 *   limit: { rate: number, factor: number } | null, examples?: { i: number }[] | null, held?: number, to_held?: number
 * }} LaneStep  the exact numbers of one step of one lane; held, to_held: validation loss before and after it; coast: the move if the gradient were zero; limit: rate above which steps
 *   overshoot, and factor, which is the rate times the curvature
 * @typedef {{
 *   unit: string, line: number, times: number,
 *   before: Record<string, number | null | (number | null)[]>, after: Record<string, number | null | (number | null)[]>
 * }} RanLine  a line of a unit's code, with the values of its names
 * @typedef {{ scene: Scene, step: number, lanes: (LaneStep | null)[], rows?: { step: number, x: number, y: number, loss: number, gradient_norm: number }[][] }} Inspection  valid for
 *   that scene only; rows: those beside the step, of lanes that come from a file
 */
export {};
