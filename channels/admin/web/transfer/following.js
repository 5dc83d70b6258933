// An import that a background job does: how far it is, then what came of it.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { progress } from '../shared/busy.js';
import { TRANSFER } from './words.js';

const EVERY_MS = 1000;
const PATIENCE_MS = 60000;

// The import that is under way or waits, if there is one.
export async function underWay(signal) {
  const { jobs } = await call('GET', '/api/admin/jobs?kind=import&limit=5', null, signal);
  return jobs.find(({ state }) => state === 'waiting' || state === 'running');
}

// Shows the job in ``place`` until it has ended; the whole of it then, null when the page was left before.
export async function followed(number, place, signal) {
  const shown = progress(TRANSFER.queued, null);
  place.replaceChildren(shown.element, el('p', { class: 'none', text: TRANSFER.mayLeave }));
  while (!signal.aborted) {
    const whole = await call('GET', `/api/admin/jobs/one?number=${number}`, null, signal, PATIENCE_MS);
    const { state, line, progress: share } = whole.job;
    if (state !== 'waiting' && state !== 'running') return whole;
    if (state === 'waiting') shown.show(line || TRANSFER.queued, null);
    else shown.show(TRANSFER.doing(line), share);
    await new Promise((wake) => { setTimeout(wake, EVERY_MS); });
  }
  return null;
}

// What came of it: counts, the rows that are left; or why it was held back.
export function outcome({ job, imported, objections, faults }) {
  if (imported) {
    return [el('p', { role: 'status', text: TRANSFER.done(imported) + (imported.as_drafts ? TRANSFER.drafts : TRANSFER.ready) }), list(faults.map(({ line, sheet, reason }) => `${TRANSFER.lineName(line, sheet)}：${reason}`))];
  }
  if (objections.length) return [el('h4', { text: TRANSFER.heldBack }), list(objections), el('p', { text: TRANSFER.heldBackAbout })];
  return [el('p', { role: 'alert', class: 'serious', text: job.state === 'cancelled' ? TRANSFER.cancelled : job.line })];
}

const list = (texts) => (texts.length ? el('ul', { class: 'notes' }, ...texts.map((text) => el('li', { text }))) : '');
