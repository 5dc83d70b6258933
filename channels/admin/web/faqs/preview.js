// An FAQ as somebody who asks will see it.

import { dates, source } from '/staff/answers.js';
import { el, link } from '/staff/dom.js';
import { ENTRY } from './words.js';

// ``told``: as the server tells it with its figures.
export function preview(told) {
  return el('div', { class: 'seen' },
    el('p', { class: 'asked', text: told.question }),
    !told.is_known && el('p', { class: 'note', text: ENTRY.perPlace(told.region) }),
    el('div', { class: 'bubble' },
      el('p', { class: 'answer', text: told.answer }),
      el('p', { class: 'meta' }, el('span', { text: told.region }), el('span', { text: dates(told) })),
      el('p', { class: 'meta' }, el('span', { text: source(told.source) }), link(told.source.url, told.source.url))));
}
