// The figures of the register, to pick one for an answer.

import { call } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { field } from '../shared/form.js';
import { FIGURES } from './words.js';

// What is to be written into the answer, "" if none was picked.
export async function pickFigure(region, signal) {
  const { figures } = await call('GET', `/api/admin/figures?${new URLSearchParams({ region })}`, null, signal);
  const dialog = el('dialog', { class: 'figures', 'aria-labelledby': 'figures-title' });
  const list = el('ul', { class: 'picks' });
  const search = field({ type: 'search', label: FIGURES.search, on: { input: () => show() } });
  const show = () => {
    const text = search.value.trim();
    const some = figures.filter(({ what, reference }) => `${what}${reference}`.includes(text));
    list.replaceChildren(...(some.length ? some.map((one) => el('li', {}, pick(one))) : [el('li', { class: 'none', text: FIGURES.none })]));
  };
  const pick = ({ reference, what, value, since, source }) => el('button', { type: 'button', on: { click: () => dialog.close(reference) } },
    el('span', { text: what }), el('strong', { text: value ? FIGURES.now(value, since) : FIGURES.unknown }), el('small', { text: source }));
  show();
  dialog.append(el('h2', { id: 'figures-title', text: FIGURES.title }), el('p', { text: FIGURES.about }), search.row, list,
    el('div', { class: 'row' }, button(FIGURES.close, () => dialog.close(''))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((picked) => {
    dialog.addEventListener('close', () => { picked(dialog.returnValue); dialog.remove(); });
  });
}
