// Tables with paging; on a narrow screen each row becomes a block whose cells name their column.

import { button, el } from '/staff/dom.js';

const WORDS = {
  none: '没有符合条件的。', pages: '翻页', before: '上一页', after: '下一页',
  range: (first, last, total) => `第 ${first}–${last} 条，共 ${total} 条`,
};

// ``columns``: [{title, cell(row) → text or element, isName}] (``isName``: the cell by which the row is known); ``caption``: said to
// who cannot see it.
export function table({ caption, columns, rows, empty = WORDS.none }) {
  if (!rows.length) return el('p', { class: 'none', text: empty });
  const head = el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...columns.map(({ title }) => el('th', { role: 'columnheader', scope: 'col', text: title }))));
  const line = (row) => el('tr', { role: 'row' }, ...columns.map((column) => cell(column, row)));
  const body = el('tbody', { role: 'rowgroup' }, ...rows.map(line));
  return el('div', { class: 'sheet' }, el('table', { role: 'table' }, el('caption', { class: 'unseen', text: caption }), head, body));
}

function cell({ title, cell: made, isName = false }, row) {
  // Said in so many words, for as blocks these elements mean no table any more.
  const attributes = isName ? { role: 'rowheader', scope: 'row' } : { role: 'cell', 'data-title': title };
  return el(isName ? 'th' : 'td', attributes, made(row));
}

// Which part of a list is seen, and the way on: ``turn(offset)``.
export function paging({ offset, limit, total, turn }) {
  if (!total) return el('p', { class: 'paging' });
  const last = Math.min(offset + limit, total);
  return el('nav', { class: 'paging', 'aria-label': WORDS.pages },
    el('span', { role: 'status', text: WORDS.range(offset + 1, last, total) }),
    button(WORDS.before, () => turn(Math.max(0, offset - limit)), { disabled: offset > 0 ? null : '' }),
    button(WORDS.after, () => turn(offset + limit), { disabled: last < total ? null : '' }));
}
