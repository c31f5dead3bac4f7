/**
 * Tells when a page is at rest: nothing that it began (a timer, a frame, a request, a script, a font, a question on a socket) is still to come.
 * Runs before the page's own code; tests wait for `window.quiet()` instead of for some time.
 */
(() => {
  if (window.quiet) return;
  const own = {
    setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame, fetch,
    idle: window.requestIdleCallback, Socket: WebSocket,
  };
  /** Timers that are still to come, with their delays. */
  const timers = new Map();
  const frames = new Set();
  let requests = 0;

  window.setTimeout = (work, delay = 0, ...more) => {
    const id = own.setTimeout.call(window, () => (timers.delete(id), typeof work === "function" && work(...more)), delay);
    timers.set(id, delay);
    return id;
  };
  window.clearTimeout = (id) => (timers.delete(id), own.clearTimeout.call(window, id));
  window.requestAnimationFrame = (work) => {
    const id = own.requestAnimationFrame.call(window, (now) => (frames.delete(id), work(now)));
    frames.add(id);
    return id;
  };
  window.cancelAnimationFrame = (id) => (frames.delete(id), own.cancelAnimationFrame.call(window, id));

  const counted = (answer) => {
    requests++;
    const done = () => void requests--;
    answer.then(done, done);
    return answer;
  };
  window.fetch = (...asked) => counted(own.fetch.apply(window, asked));
  for (const read of ["arrayBuffer", "json", "text", "blob"]) {
    const plain = Response.prototype[read];
    Response.prototype[read] = function () {
      return counted(plain.call(this));
    };
  }

  const append = Element.prototype.append;
  Element.prototype.append = function (...nodes) {
    const scripts = nodes.filter((node) => node instanceof HTMLScriptElement);
    for (const script of scripts) void counted(new Promise((done) => (script.addEventListener("load", done), script.addEventListener("error", done))));
    return append.apply(this, nodes);
  };

  const sockets = new Set();
  /** The newest question of each kind is always answered, older ones need not be; kinds are answered in any order. */
  window.WebSocket = class extends own.Socket {
    constructor(...address) {
      super(...address);
      if (String(address[0]).endsWith("/api/class")) return; // it speaks when others do: nothing on it is an answer
      this.asked = {};
      this.answered = {};
      this.addEventListener("message", ({ data }) => this.landed(data));
      this.addEventListener("close", () => sockets.delete(this));
      sockets.add(this);
    }

    send(data) {
      if (!this.asked) return super.send(data);
      const { kind = "scene", id, map } = typeof data === "string" ? JSON.parse(data) : {};
      if (id !== undefined) this.asked[kind] = id;
      if (map === null) this.answered[kind] = id; // the end of a map is not answered
      super.send(data);
    }

    landed(data) {
      if (typeof data === "string") return this.told(JSON.parse(data));
      const length = new DataView(data).getUint32(0, true);
      const header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
      if (header.last) this.settled(header.map ? { id: header.id, kind: "map" } : header);
    }

    /** The beginning of a map is no answer yet. */
    told(answer) {
      if (!answer.map) this.settled(answer);
    }

    /** A refusal without an id or a kind may be meant for any question. */
    settled({ id, kind }) {
      for (const each of kind ? [kind] : Object.keys(this.asked)) this.answered[each] = id ?? this.asked[each];
    }

    awaits() {
      return Object.entries(this.asked).some(([kind, id]) => !(this.answered[kind] >= id));
    }
  };

  const connecting = () => [...sockets].some((each) => each.readyState === own.Socket.CONNECTING);
  const awaiting = () => [...sockets].some((each) => each.readyState === own.Socket.OPEN && each.awaits());
  const waits = () => ({ timers: [...timers.values()], frames: frames.size, requests, connecting: connecting(), awaiting: awaiting(), fonts: document.fonts.status });
  const due = (within) => [...timers.values()].some((delay) => delay <= within);
  const rests = (within) => !due(within) && !frames.size && !requests && !connecting() && !awaiting() && document.fonts.status === "loaded";
  const frame = () => new Promise((done) => own.requestAnimationFrame.call(window, () => own.setTimeout.call(window, done)));

  /**
   * @param {number} patience  milliseconds; returns what is still to come then, null once the page has rested for two frames
   * @param {number} within  longer timers are not waited for: what they do is no part of the picture
   */
  window.quiet = async (patience, within) => {
    const end = performance.now() + patience;
    for (let rested = 0; rested < 3; rested = rests(within) ? rested + 1 : 0) {
      if (performance.now() > end) return JSON.stringify(waits());
      await frame();
    }
    await new Promise((done) => own.idle.call(window, done, { timeout: 2000 }));
    return rests(within) ? null : window.quiet(end - performance.now(), within);
  };
})();
