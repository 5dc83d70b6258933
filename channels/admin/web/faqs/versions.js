// All versions of an FAQ, the last first: what became of each, what differs from the one before, and the way back to it.

import { call } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { ACTS, VERSIONS } from './words.js';

const moment = (at) => new Date(`${at}Z`).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

// ``whole``: the FAQ; ``restore(number)``: take a version up again, null for who may not; ``failed(fault)``.
export function versions({ whole, restore, signal, failed }) {
  const all = [...whole.versions].reverse();
  if (!all.length) return el('p', { class: 'none', text: VERSIONS.none });
  const first = whole.shipped ? 0 : null;
  const item = (version, at) => {
    const before = all[at + 1] ? all[at + 1].number : first;
    return drawn(version, { before, isLeft: at > 0 || version.state === 'withdrawn' });
  };

  function drawn(version, { before, isLeft }) {
    const shown = el('div', { class: 'differences', 'aria-live': 'polite' });
    const compare = button(VERSIONS.compare, () => show(compare, shown, before, version.number));
    const steps = version.steps.map(({ state, who, at, why }) => el('li', { text: VERSIONS.step(state, who, moment(at), why) }));
    return el('li', { class: 'version' }, el('h4', { text: VERSIONS.name(version.number) }),
      version.restored && el('p', { class: 'meta' }, el('span', { text: VERSIONS.restored(version.restored) })),
      el('ul', { class: 'steps' }, ...steps),
      el('div', { class: 'row' }, before !== null && compare, restore && isLeft && button(ACTS.restore.text, () => restore(version.number))), shown);
  }

  async function show(pressed, shown, old, number) {
    const query = new URLSearchParams({ id: whole.faq.contents.id, old, new: number });
    try {
      const { fields } = await busy(pressed, ACTS.going, call('GET', `/api/admin/faqs/differences?${query}`, null, signal));
      shown.replaceChildren(...(fields.length ? fields.map(difference) : [el('p', { class: 'none', text: VERSIONS.same })]));
    } catch (fault) {
      failed(fault);
    }
  }

  return el('ol', { class: 'versions' }, ...all.map(item));
}

const TAGS = { same: 'span', out: 'del', in: 'ins' };

function difference({ title, pieces }) {
  return el('p', {}, el('strong', { text: `${title}：` }), ...pieces.map(({ kind, text }) => el(TAGS[kind], { text })));
}
