// The monthly report, and all conversations, as files.

import { el } from '/staff/dom.js';
import { field } from '../shared/form.js';
import { WORDS } from './words.js';

// The month before this one, as China has it.
function lastMonth() {
  const now = new Date(Date.now() + 8 * 3600 * 1000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

export function files(session) {
  const month = field({ label: WORDS.month, type: 'month', value: lastMonth(), required: true });
  const link = (form, text) => el('a', { class: 'file', download: '', 'data-form': form, text });
  const links = [link('xlsx', WORDS.xlsx), link('pdf', WORDS.pdf)];
  const aim = () => { for (const one of links) one.href = `/api/admin/statistics/report?month=${encodeURIComponent(month.value)}&form=${one.dataset.form}`; };
  month.control.addEventListener('input', aim);
  aim();
  const talks = el('div', { class: 'card' }, el('h3', { text: WORDS.all_talks }), el('p', { text: WORDS.talks }),
    el('p', { class: 'links' }, ...['csv', 'xlsx'].map((form) => el('a', { class: 'file', download: '', href: `/api/admin/conversations?form=${form}`, text: WORDS[form] }))));
  return el('div', { class: 'files' },
    el('div', { class: 'card' }, el('h3', { text: WORDS.report }), month.row, el('p', { class: 'links' }, ...links)), session.role !== 'editor' && talks);
}
