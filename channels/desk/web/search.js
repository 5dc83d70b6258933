// Look-ups while somebody types: the first letters at once, more of them a moment after the last, and only the latest counts.

import { call } from '/staff/api.js';

const PAUSE_MS = 60;
const SLOW_MS = 1000;
const RETRY_MS = [500, 1000, 2000, 4000];

export class Search {
  // ``shown(found, asked)``, ``slow()``, ``failed(fault)``: what to do with an outcome.
  constructor({ shown, slow, failed }) {
    Object.assign(this, { shown, slow, failed, timer: 0, asked: 0, abort: null, settled: Promise.resolve() });
  }

  ask(asked) {
    this.drop();
    // A word out of an input method comes whole, and need not wait for more.
    const pause = performance.now() - this.asked < PAUSE_MS ? PAUSE_MS : 0;
    this.asked = performance.now();
    this.settled = new Promise((settle) => { this.timer = setTimeout(() => this.send(asked, 0).then(settle), pause); });
  }

  drop() {
    clearTimeout(this.timer);
    if (this.abort) this.abort.abort();
    this.abort = null;
    this.settled = Promise.resolve();
  }

  async send(asked, tries) {
    const own = new AbortController();
    this.abort = own;
    const slow = setTimeout(() => this.abort === own && this.slow(), SLOW_MS);
    const began = performance.now();
    try {
      const found = await call('POST', '/desk/lookup', asked, own.signal);
      if (this.abort === own) this.shown(found, asked, Math.round(performance.now() - began));
    } catch (fault) {
      if (this.abort === own) this.fail(fault, asked, tries);
    } finally {
      clearTimeout(slow);
    }
  }

  fail(fault, asked, tries) {
    this.failed(fault);
    if (fault.kind !== 'down') return;
    const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    this.timer = setTimeout(() => this.send(asked, tries + 1), wait);
  }
}
