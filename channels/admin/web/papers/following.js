// Files looked after until each has its fate.

import { call } from '/staff/api.js';

export const PATH = '/api/admin/papers';
const EVERY_MS = 700;

// Asks until no file waits any more; ``show(list)`` each time.
export async function follow(signal, show) {
  for (;;) {
    const list = await call('GET', PATH, null, signal);
    if (signal.aborted) return;
    show(list);
    if (!list.arrivals.some(({ state }) => state === 'waiting' || state === 'reading')) return;
    await new Promise((wake) => { setTimeout(wake, EVERY_MS); });
  }
}
