// The rows of a file and what would become of each; some thousands, so a page at a time.

import { button, el } from '/staff/dom.js';
import { paging, table } from '../shared/table.js';
import { FATES, LOOK, TRANSFER } from './words.js';

const LIMIT = 50;
// What wants looking at is shown first.
const ORDER = ['faulty', 'near_duplicate', 'changed', 'new', 'unchanged'];

export class Rows {
  constructor(rows, counts) {
    Object.assign(this, { rows, counts, fate: '', offset: 0 });
    this.tabs = el('div', { class: 'row fates' });
    this.sheet = el('div');
    this.element = el('div', {}, this.tabs, this.sheet);
    this.draw();
  }

  draw() {
    const tab = (fate, text, count) => button(`${text} ${count}`, () => { Object.assign(this, { fate, offset: 0 }); this.draw(); }, { 'aria-pressed': String(fate === this.fate), 'data-fate': fate });
    const isFocused = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(tab('', TRANSFER.all, this.rows.length), ...ORDER.filter((fate) => this.counts[fate]).map((fate) => tab(fate, FATES[fate], this.counts[fate])));
    if (isFocused) this.tabs.querySelector('[aria-pressed=true]').focus();
    const wanted = this.rows.filter(({ fate }) => !this.fate || fate === this.fate);
    this.sheet.replaceChildren(
      table({ caption: TRANSFER.caption, columns: columns(), rows: wanted.slice(this.offset, this.offset + LIMIT) }),
      paging({ offset: this.offset, limit: LIMIT, total: wanted.length, turn: (offset) => { this.offset = offset; this.draw(); } }));
  }
}

function columns() {
  const { rows } = TRANSFER;
  return [
    { title: rows.line, isName: true, cell: ({ line, sheet }) => TRANSFER.lineName(line, sheet) },
    { title: rows.fate, cell: ({ fate }) => el('span', { class: `tag ${LOOK[fate]}`, text: FATES[fate] }) },
    { title: rows.name, cell: ({ id, name }) => (id ? el('span', {}, name, el('small', { class: 'id', text: id })) : name) },
    { title: rows.reason, cell: ({ reason, other }) => (other ? el('span', {}, reason, ' ', el('a', { href: `#/faqs/${encodeURIComponent(other)}`, target: '_blank', text: other })) : reason) },
  ];
}
