/**
 * Requests maps. The newest request wins: the server drops the map before. Under the hand, a request waits for the map in flight;
 * otherwise none would ever be seen whole. This file only peeks at signals, as scene_client.js does.
 */
import { emptyGrid, fill } from "../map/grid.js";
import { decodeMap } from "../map/wire.js";
import { faultsOf } from "../text/sentences.js";
import { Client, isHidden } from "./flights.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").MapRequest} MapRequest */
/** @typedef {import("../types.js").MapPicture} MapPicture */

/** @extends {Client<MapRequest>} */
export class MapClient extends Client {
  /** @param {State} state @param {(message: object) => number} send */
  constructor(state, send) {
    super(state, send);
    /** @type {MapRequest | null} the newest request, if it was not sent yet */
    this.waiting = null;
    /** @type {MapRequest | null} the newest request; null: no map is wanted */
    this.newest = null;
    /** Faults of a map are shown beside it. */
    this.faults = state.mapFaults;
    this.patient = true;
  }

  /** A map that was drawn when the connection was lost is asked for again. */
  opened() {
    const done = this.state.map.peek();
    this.waiting = done?.request === this.newest && done?.last ? null : this.newest;
    this.next();
  }

  /** @param {MapRequest | null} request  null: the map is not wanted any more */
  ask(request) {
    this.newest = this.waiting = request;
    if (!request) this.cancel();
  }

  /** The map in flight is not needed any more; what has arrived stays. */
  cancel() {
    this.waiting = null;
    this.stop();
    if (this.flights.has()) this.send({ map: null });
    this.flights.land(Infinity);
  }

  /** No more of the picture will come. */
  stop() {
    const picture = this.state.map.peek();
    if (picture && !picture.last) this.state.map.value = { ...picture, last: true, stopped: true };
  }

  next() {
    const request = this.waiting;
    if (!request || (this.flights.has() && request.draft)) return;
    this.waiting = null;
    this.flights.land(Infinity);
    this.flights.add(this.send(request), request);
  }

  /** The first answer describes the map; anything else is a refusal. @param {import("./stream.js").Answer} answer */
  answered({ id, map: head, errors, sentences }) {
    const request = this.flights.get(id ?? -1);
    if (!head || !request) return this.refused(id, errors && sentences ? faultsOf(/** @type {any} */ ({ errors, sentences })) : []);
    if (isHidden(this.state, request.until ?? request.scene.steps)) return;
    if (this.faults.peek().length) this.faults.value = [];
    const before = this.state.map.peek();
    const grid = emptyGrid(head.x.length, head.y.length);
    this.state.map.value = { id: id ?? 0, request, head, grid, before: beneath(before), runs: 0, seconds: 0, last: false, frames: 0 };
  }

  /** @param {number | null} id @param {import("../types.js").Fault[]} faults */
  refused(id, faults) {
    this.land(id ?? Infinity);
    this.stop();
    this.faults.value = faults;
  }

  /** @param {ArrayBuffer} data */
  frameReceived(data) {
    const picture = this.state.map.peek();
    if (!picture || picture.stopped) return;
    const { grid } = picture;
    const { tiles, head } = decodeMap(data, grid.columns, grid.rows, picture.head.coarse === 1);
    if (head.id !== picture.id || !this.flights.has(head.id)) return;
    for (const tile of tiles) fill(grid, tile);
    if (head.last) this.land(head.id);
    const { done: runs, seconds, last } = head;
    this.state.map.value = { ...picture, runs, seconds, last, frames: picture.frames + 1 };
  }
}

/** The picture that lies under a new one until its tiles arrive. Of a picture that shows nothing yet, the one under it. @param {MapPicture | null} picture @returns {MapPicture | null} */
function beneath(picture) {
  if (!picture) return null;
  return picture.frames ? { ...picture, before: null } : picture.before;
}
