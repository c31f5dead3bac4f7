/**
 * Runs in the page before its own scripts: stamps when the hand moves a slider, the start or an example, which scene carries that away, and when the
 * frame that answers it is painted. `watched` and `firstPaint` are what tests/bench/browser.py reads.
 *
 * Painted: the page draws in the animation frame after the answer, so a message posted from that frame arrives once the
 * main thread is done with style, layout and paint. (What the compositor needs then, no script can see.)
 */
{
  /** @type {{ inputs: number, latencies: number[], bytes: number[] }} */
  const watched = { inputs: 0, latencies: [], bytes: [] };
  const first = Promise.withResolvers();
  Object.assign(window, { watched, firstPaint: first.promise });
  let hand = NaN;
  let flying = NaN;
  const moved = (/** @type {Event} */ event) => {
    watched.inputs++;
    hand = event.timeStamp;
  };
  addEventListener("input", moved, true);
  // The start and an example are no sliders: they follow the pointer.
  addEventListener("pointermove", (event) => event.buttons === 1 && event.target instanceof Element && event.target.closest(".start, .stage") && moved(event), true);
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }) => {
    first.resolve(performance.now());
    if (!Number.isNaN(data)) watched.latencies.push(performance.now() - data);
  };

  window.WebSocket = class extends WebSocket {
    /** @param {string | URL} url */
    constructor(url) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        if (typeof data === "string") return;
        const from = flying;
        flying = NaN;
        watched.bytes.push(data.byteLength);
        requestAnimationFrame(() => painted.port2.postMessage(from));
      });
    }

    /** @param {string} text */
    send(text) {
      if (text.includes('"view":')) {
        flying = hand;
        hand = NaN;
      }
      super.send(text);
    }
  };
}
