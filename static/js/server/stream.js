/**
 * Dispatches messages to and from the server. Each kind of message has its own client; all share one connection.
 * After a reconnect, the newest scene is requested again.
 */
import { Line } from "./connection.js";
import { MapClient } from "./map_client.js";
import { bare } from "../scene/freeze.js";
import { unmapped } from "../scene/mapped.js";
import { SceneClient } from "./scene_client.js";
import { StepClient } from "./step_client.js";
import { faultsOf } from "../text/sentences.js";
import { header } from "./wire.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ id: number | null, kind?: string | null, errors?: import("../types.js").Fault[] } & Record<string, any>} Answer  an answer in JSON */
/**
 * @typedef {{
 *   opened(): void, next(): void, answered(answer: Answer): void, frameReceived(data: ArrayBuffer): void,
 *   land(id: number): void, awaits(id?: number): boolean, faults?: { value: import("../types.js").Fault[] }, patient?: boolean
 * }} Client  opened: a connection opened; next: send if possible; answered: a JSON answer arrived; frameReceived: a binary frame arrived;
 *   land: stop waiting for that message and for older ones of this kind; awaits: is there a message without an answer?
 *   faults: where its refusals are shown, if not with those of the scene; patient: may an answer take long, because a method is compiled first?
 */

/**
 * Milliseconds. If the server is silent for longer, the connection counts as lost, and what it was at begins anew. Each time it has twice
 * as many, up to the second number: a picture that takes longer on a busy machine would never come.
 */
const PATIENCE = [10000, 160000];

export class Stream {
  /** @param {State} state @param {string} url */
  constructor(state, url) {
    this.state = state;
    this.id = 0;
    [this.patience] = PATIENCE;
    const ask = (/** @type {string} */ kind) => (/** @type {object} */ message) => this.send(kind, message);
    this.scene = new SceneClient(state, ask("scene"));
    this.step = new StepClient(state, ask("step"));
    this.map = new MapClient(state, ask("map"));
    /** @type {Record<string, Client>} by kind, in the order in which they may send */
    this.clients = { scene: this.scene, step: this.step, map: this.map };
    this.line = new Line(state.connection, url, {
      open: () => this.each((client) => client.opened()),
      received: (data) => this.received(data),
      dropped: () => this.dropped(),
    });
  }

  /** Calls a function with every client and restarts the timer. @param {(client: Client) => void} then */
  each(then) {
    Object.values(this.clients).forEach(then);
    this.watch();
  }

  /** @param {import("./request.js").Request} request */
  ask(request) {
    this.step.follow(request.scene);
    this.scene.ask(request);
    this.next();
  }

  /** @param {number} step */
  inspect(step) {
    this.step.inspect(step);
    this.next();
  }

  /** @param {number} step */
  glance(step) {
    this.step.glance(step);
    this.next();
  }

  /** @param {import("../types.js").MapRequest | null} request  null: no map is wanted */
  draw(request) {
    this.map.ask(request);
    this.next();
  }

  next() {
    if (this.line?.ready()) this.each((client) => client.next());
  }

  /** @param {string} kind @param {object} message @returns {number} its id */
  send(kind, message) {
    this.id += 1;
    this.line.send(kind, this.id, JSON.stringify({ kind, id: this.id, ...message, scene: unmapped(bare(/** @type {any} */ (message).scene)) }));
    return this.id;
  }

  /** Restarts the timer for the next answer. It runs only while a client waits for one. */
  watch() {
    clearTimeout(this.overdue);
    if (Object.values(this.clients).some((client) => client.awaits() && !client.patient)) this.overdue = setTimeout(() => this.late(), this.patience);
  }

  late() {
    this.patience = Math.min(2 * this.patience, PATIENCE[1]);
    this.line.overdue();
  }

  /** Messages sent before will not be answered. */
  dropped() {
    this.each((client) => client.land(Infinity));
  }

  /** @param {string | ArrayBuffer} data */
  received(data) {
    [this.patience] = PATIENCE;
    if (typeof data === "string") this.answered(JSON.parse(data));
    else this.framed(data, header(data));
    this.next();
  }

  /** By HTTP the header of a map is a frame too. @param {ArrayBuffer} data @param {any} head */
  framed(data, head) {
    if (head.map && head.map !== true) this.answered(head);
    else this.clients[head.map ? "map" : head.kind]?.frameReceived(data);
  }

  /** An answer without an id means that the server could not read a message. It may be any of those in flight. @param {Answer} answer */
  answered(answer) {
    const { id } = answer;
    const client = Object.values(this.clients).find((each) => id !== null && each.awaits(id));
    if (answer.errors && ((client && !client.faults) || id === null)) this.state.faults.value = faultsOf(/** @type {any} */ (answer));
    if (id === null) this.dropped();
    client?.answered(answer);
  }

  close() {
    this.line.close();
    this.dropped();
  }
}
