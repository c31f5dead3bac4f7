/** The steps that this page tells its class: they come back, as those of the host's other devices do. */

/** Milliseconds during which a step of ours may come back, and how many are remembered. */
const [LATE, MOST] = [1500, 40];

export class Echo {
  /** the newest last @type {{ k: number, at: number }[]} */
  sent = [];

  /** @param {number} k  that the class is told, alone or with a scene @returns {number} the same */
  add(k) {
    this.sent = [...this.sent.slice(1 - MOST), { k, at: performance.now() }];
    return k;
  }

  /** Is it one of ours that a newer one of ours will overtake? Where such a one came so late that it was followed, the newest leads back. @param {number} k */
  isOld(k) {
    const own = this.sent.some((each) => each.k === k && performance.now() - each.at < LATE);
    return own && k !== this.sent.at(-1)?.k;
  }
}
