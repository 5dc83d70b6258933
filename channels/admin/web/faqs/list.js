// The table of all FAQs, with search and filters.

import { dates } from '/staff/answers.js';
import { call } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { choice, field } from '../shared/form.js';
import { paging, table } from '../shared/table.js';
import { FAQS, STANDINGS } from './words.js';

const LIMIT = 50;
const PAUSE_MS = 300;
const PATIENCE_MS = 20000;
const FILTERS = ['text', 'region', 'category', 'standing', 'due', 'in_force'];

export async function openList(main, context) {
  const list = new List(main, context);
  await list.load();
}

export class List {
  constructor(main, { terms, query, signal, keep, go, address, failed, session }) {
    Object.assign(this, { signal, keep, address, failed, timer: 0, asked: 0 });
    this.offset = Number(query.get('offset')) || 0;
    const changed = { change: () => this.search() };
    const select = (name, options) => choice({ label: FAQS[name], options: [['', FAQS.any], ...options], value: query.get(name) || '', on: changed });
    this.text = field({ type: 'search', label: FAQS.search, placeholder: FAQS.placeholder, value: query.get('text') || '', maxlength: 200, on: { input: () => this.type() } });
    this.region = select('region', terms.regions.map((name) => [name, name]));
    this.category = select('category', terms.categories.map((name) => [name, name]));
    this.standing = select('standing', Object.entries(STANDINGS).filter(([key]) => key !== 'replaced'));
    this.due = select('due', terms.due.map(({ key, title }) => [key, title]));
    this.inForce = el('input', { type: 'checkbox', on: changed });
    this.inForce.checked = query.get('in_force') === 'true';
    this.found = el('div', { class: 'found' });
    const may = session.role !== 'auditor';
    main.append(
      el('div', { class: 'headed' }, el('h2', { text: FAQS.title }), may && button(FAQS.add, () => go([], { new: 1 }), { class: 'main' })),
      el('form', { class: 'fields filters', role: 'search', 'aria-label': FAQS.title, on: { submit: (event) => { event.preventDefault(); this.search(); } } },
        this.text.row, this.region.row, this.category.row, this.standing.row, this.due.row, el('label', { class: 'check' }, this.inForce, FAQS.inForce)),
      this.found);
  }

  get wanted() {
    const values = [this.text.value.trim(), this.region.value, this.category.value, this.standing.value, this.due.value, this.inForce.checked ? 'true' : ''];
    return Object.fromEntries(FILTERS.map((name, at) => [name, values[at]]).filter(([, value]) => value));
  }

  type() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE_MS);
  }

  search() {
    clearTimeout(this.timer);
    this.turn(0);
  }

  async turn(offset) {
    this.offset = offset;
    this.keep([], { ...this.wanted, offset: offset || '' });
    await this.load().catch(this.failed);
  }

  // The latest question counts: an earlier answer may come later.
  async load() {
    const number = (this.asked += 1);
    const query = new URLSearchParams({ ...this.wanted, offset: this.offset, limit: LIMIT });
    const { faqs, total } = await call('GET', `/api/admin/faqs?${query}`, null, this.signal, PATIENCE_MS);
    if (number !== this.asked) return;
    this.found.replaceChildren(
      table({ caption: FAQS.caption, columns: this.columns(), rows: faqs }),
      paging({ offset: this.offset, limit: LIMIT, total, turn: async (to) => { await this.turn(to); scrollTo(0, 0); } }));
  }

  columns() {
    const { columns } = FAQS;
    const link = ({ contents }) => el('a', { href: this.address([contents.id]), text: contents.question });
    return [
      { title: columns.question, isName: true, cell: (one) => el('span', {}, link(one), el('small', { class: 'id', text: one.contents.id })) },
      { title: columns.region, cell: ({ contents }) => contents.region || FAQS.nation },
      { title: columns.category, cell: ({ contents }) => contents.category },
      { title: columns.standing, cell: (one) => standing(one) },
      { title: columns.dates, cell: ({ contents }) => dates(contents) || FAQS.always },
      { title: columns.source, cell: ({ contents }) => contents.source_title || FAQS.noSource },
    ];
  }
}

const LOOK = { draft: 'wait', checked: 'wait', published: '', withdrawn: 'past', shipped: 'plain' };

export function standing(one) {
  return el('span', {}, el('span', { class: `tag ${LOOK[one.standing]}`, text: STANDINGS[one.standing] }),
    one.is_shipped && one.standing !== 'shipped' && el('small', { class: 'id', text: FAQS.edited }));
}
