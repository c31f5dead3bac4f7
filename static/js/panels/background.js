/** The error surface behind the paths: a coarse mesh during a drag, a fine one at rest. Panels share it unless a lane has its own ground. */
import { computed, effect, signal } from "../../vendor/signals-core.js";

import { groundOf as ownGround, hasOwnGround, heldGround, isData } from "../scene/data.js";
import { drawnScene } from "../scene/drawn.js";
import { decodeMesh } from "../server/wire.js";

/** @typedef {{ surface: import("../types.js").Mesh, view: import("../types.js").View, settled: boolean }} Background  settled: fine enough for contour lines */

/** Points on each side of a mesh. */
const COARSE = 100;
const FINE = 180;
/** The same with mixup, whose table has hundreds of rows. */
const [MIXED_COARSE, MIXED_FINE] = [48, 120];
/** Milliseconds without a change before the fine mesh is requested. */
const REST = 150;

/**
 * @param {import("../types.js").Ground & { validation?: boolean }} surface  validation: is the loss on the validation examples wanted?
 * @param {import("../types.js").View} view
 * @param {number} size  points on each side
 * @param {import("../types.js").Spacing} spacing  of the levels
 */
export function meshAddress({ key, knobs, formula, validation }, { x, y }, size, spacing) {
  const more = { ...(formula !== undefined && { formula }), ...(validation && { held: 1 }) };
  const query = { x0: x[0], x1: x[1], y0: y[0], y1: y[1], nx: size, ny: size, spacing, ...knobs, ...more };
  return `api/surfaces/${encodeURIComponent(key)}/mesh?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`;
}

/**
 * The request for a mesh. Examples of one's own do not fit into an address.
 *
 * @param {import("../types.js").Ground & { validation?: boolean }} surface
 * @param {import("../types.js").View} view
 * @param {number} size  points on each side
 * @param {import("../types.js").Spacing} spacing  of the levels
 * @returns {[string, RequestInit]}
 */
export function meshRequest(surface, { x, y }, size, spacing) {
  if (!surface.examples && !surface.held) return [meshAddress(surface, { x, y }, size, spacing), {}];
  const { key, knobs, examples = [], held = [] } = surface;
  const body = { surface: { key, knobs, examples, held }, x0: x[0], x1: x[1], y0: y[0], y1: y[1], nx: size, ny: size, spacing, held: Number(surface.validation ?? false) };
  return ["api/mesh", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }];
}

/** @param {[string, RequestInit]} request @param {AbortSignal} stop */
async function fetchMesh([address, init], stop) {
  const answer = await fetch(address, { ...init, signal: stop });
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return decodeMesh(await answer.arrayBuffer());
}

/**
 * The surface to draw. While the scene is refused, and for a typed formula, which only the stream checks, it is the surface of the last picture.
 *
 * @param {import("../state.js").State} state
 * @returns {import("../types.js").Ground | null} null if there is none yet
 */
function groundOf(state) {
  const { surface } = drawnScene(state);
  if (surface.formula === undefined) return surface;
  const drawn = state.frame.value?.scene.surface;
  return drawn?.key === surface.key ? drawn : null;
}

/** A lane's own ground; null where it has none, or shares its panel with others. @param {import("../state.js").State} state @param {number} lane */
function ownOf(state, lane) {
  const { layout, projection } = state;
  const scene = drawnScene(state);
  return hasOwnGround(scene, lane) && (layout.value !== "overlay" || projection.value === "map") ? ownGround(scene, lane) : null;
}

/**
 * A wanted mesh as text, "" for none. The connection is part of it, so that a mesh lost with the connection is requested again.
 *
 * @param {import("../state.js").State} state
 * @param {number | null} lane  null for the scene's ground, which panels share
 * @param {boolean} validation
 */
function wantedOf(state, lane, validation) {
  const shared = computed(() => groundOf(state));
  return computed(() => {
    const found = lane === null ? shared.value : ownOf(state, lane);
    if (!found || (validation && !(state.validation.value && isData(state.catalog, found.key)))) return "";
    const ground = validation ? { ...heldGround(state.catalog, found), validation } : found;
    return JSON.stringify([ground, state.view.value, state.spacing.value, state.connection.value === "lost"]);
  });
}

/**
 * Under a dragging hand one coarse mesh is in flight and the newest one waits, as with the stream's pictures: those between would only
 * keep the server busy.
 *
 * @param {(stop: AbortSignal) => Promise<void>} load
 */
function oneAtATime(load) {
  const end = new AbortController();
  let [flying, waiting] = [false, false];
  const ask = () => {
    waiting = flying;
    if (flying || end.signal.aborted) return;
    flying = true;
    const landed = () => {
      flying = false;
      if (waiting) ask();
    };
    load(end.signal).then(landed, landed);
  };
  return { ask, stop: () => end.abort() };
}

/**
 * Waits for the picture that is on its way while a hand drags: path and surface then change in the same frame of the screen, which costs
 * the page less than two.
 *
 * @param {import("../state.js").State} state
 * @returns {Promise<void>}
 */
export const nextPicture = ({ dragging, awaited, frame }) =>
  new Promise((done) => {
    const shown = frame.peek();
    const stop = effect(() => {
      if (dragging.value && awaited.value !== null && frame.value === shown) return;
      done();
      queueMicrotask(() => stop());
    });
  });

/** @typedef {{ wanted: { readonly value: string, peek(): string }, background: import("../../vendor/signals-core.js").Signal<Background | null>, dispose: () => void }} Watched */

/**
 * @param {import("../state.js").State} state
 * @param {Watched["wanted"]} wanted
 * @param {Background | null} first  the background of this state, if it is there already
 * @returns {Watched}
 */
function watchMesh(state, wanted, first) {
  const background = signal(first);
  const given = first ? wanted.peek() : "";
  let settled = "";
  const load = async (/** @type {AbortSignal} */ stop, /** @type {number} */ size, /** @type {string} */ requested) => {
    const [surface, view, spacing] = JSON.parse(requested);
    const own = state.catalog.surfaces[surface.key].spacing;
    const nodes = surface.knobs.mix && !surface.validation ? (size === COARSE ? MIXED_COARSE : MIXED_FINE) : size;
    const mesh = await fetchMesh(meshRequest(surface, view, nodes, spacing ?? own), stop);
    if (size === COARSE) await nextPicture(state);
    if (stop.aborted || (size === COARSE && settled === wanted.peek())) return;
    settled = size === FINE ? requested : ""; // a coarse one has taken the place of the fine one
    background.value = { surface: mesh, view, settled: size === FINE };
  };
  const ask = (/** @type {number} */ size, /** @type {number} */ after) => {
    const stop = new AbortController();
    // If the request is refused or aborted, the picture stays. The stream reports the reason.
    const timer = setTimeout(() => load(stop.signal, size, wanted.peek()).catch(() => {}), after);
    return () => (clearTimeout(timer), stop.abort());
  };
  const coarse = oneAtATime((stop) => load(stop, COARSE, wanted.peek()));
  const disposeCoarse = effect(() => {
    if (wanted.value && background.peek() && wanted.value !== given) coarse.ask();
  });
  const disposeFine = effect(() => {
    if (!wanted.value || wanted.value === settled || state.dragging.value) return;
    return ask(FINE, background.peek() ? REST : 0);
  });
  return { wanted, background, dispose: () => (disposeCoarse(), coarse.stop(), disposeFine()) };
}

/**
 * The background of the scene's surface, and the one of its validation loss if it is made of examples.
 *
 * @param {import("../state.js").State} state
 * @param {Background | null} first  the background of this state, if it is there already
 */
export function watchBackground(state, first) {
  const [train, held] = [watchMesh(state, wantedOf(state, null, false), first), watchMesh(state, wantedOf(state, null, true), null)];
  return { train, held, dispose: () => (train.dispose(), held.dispose()) };
}

/** @typedef {import("./panel.js").BackgroundSignal} BackgroundSignal */
/** @typedef {{ train: BackgroundSignal, held: BackgroundSignal }} Backgrounds  of a panel; held: the validation loss, null where there are no examples */

/**
 * What a lane's panel shows: the shared backgrounds, or those of its own ground.
 *
 * @param {import("../state.js").State} state
 * @param {number} lane
 * @param {Pick<ReturnType<typeof watchBackground>, "train" | "held">} shared
 * @returns {Backgrounds & { dispose: () => void }}
 */
export function watchLane(state, lane, shared) {
  const apart = (/** @type {boolean} */ validation, /** @type {Watched} */ all) => {
    const own = wantedOf(state, lane, validation);
    return watchMesh(state, computed(() => (own.value === all.wanted.value ? "" : own.value)), null);
  };
  const [train, held] = [apart(false, shared.train), apart(true, shared.held)];
  const shown = (/** @type {Watched} */ own, /** @type {Watched} */ all) =>
    computed(() => (own.wanted.value ? own.background.value : all.wanted.value || all === shared.train ? all.background.value : null));
  return { train: shown(train, shared.train), held: shown(held, shared.held), dispose: () => (train.dispose(), held.dispose()) };
}
