// 操作记录: who did what and why, and whether the log is as it was written.

import { call } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { choice, field } from '../shared/form.js';
import { table } from '../shared/table.js';
import { KINDS, LOG, VERBS } from './words.js';

const LIMIT = 50;
const PATIENCE_MS = 60000;

export async function open(main, context) {
  const log = new Log(context);
  main.append(el('h2', { text: LOG.title }), el('p', { class: 'about', text: LOG.about }), verifying(context), log.form, log.found);
  await log.load();
}

const moment = (at) => new Date(`${at}Z`).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

class Log {
  constructor({ query, signal, keep, failed }) {
    Object.assign(this, { signal, keep, failed, deeds: [] });
    this.subject = field({ type: 'search', label: LOG.subject, value: query.get('subject') || '', maxlength: 200 });
    this.kind = choice({ label: LOG.kind, options: [['', LOG.any], ...Object.entries(KINDS)], value: query.get('kind') || '', on: { change: () => this.search() } });
    this.found = el('div', { class: 'found' });
    this.form = el('form', { class: 'fields filters', role: 'search', 'aria-label': LOG.title, on: { submit: (event) => { event.preventDefault(); this.search(); } } },
      this.subject.row, this.kind.row, el('div', { class: 'row' }, el('button', { text: LOG.go })));
  }

  async search() {
    this.deeds = [];
    this.keep([], this.wanted);
    await this.load().catch(this.failed);
  }

  get wanted() {
    return { subject: this.subject.value.trim(), kind: this.kind.value };
  }

  async load() {
    const last = this.deeds[this.deeds.length - 1];
    const query = new URLSearchParams({ ...this.wanted, before: last ? last.number : 0, limit: LIMIT });
    const { deeds } = await call('GET', `/api/admin/deeds?${query}`, null, this.signal);
    this.deeds.push(...deeds);
    const isMore = deeds.length === LIMIT && this.deeds[this.deeds.length - 1].number > 1;
    const more = button(LOG.more, () => busy(more, '', this.load()).catch(this.failed));
    this.found.replaceChildren(table({ caption: LOG.caption, columns: columns(), rows: this.deeds, empty: LOG.none }), isMore ? el('div', { class: 'row' }, more) : '');
  }
}

function columns() {
  const { columns: titles } = LOG;
  const plain = (name, told = (value) => value) => ({ title: titles[name], cell: (deed) => told(deed[name]) });
  return [
    plain('number', String), plain('at', moment), plain('who'), plain('what', (verb) => VERBS[verb] || verb), plain('kind', (kind) => KINDS[kind] || kind),
    { title: titles.subject, isName: true, cell: ({ kind, subject }) => (kind === 'faqs' && !/\.(csv|xlsx?|txt|html?)$/i.test(subject) ? el('a', { href: `#/faqs/${encodeURIComponent(subject)}`, text: subject }) : subject || KINDS[kind]) },
    plain('why'),
  ];
}

// Whether anything was altered behind the door.
function verifying({ signal, failed }) {
  const seal = field({ label: LOG.seal, hint: LOG.sealHint, maxlength: 64, wide: true });
  const told = el('div', { 'aria-live': 'polite' });
  const go = button(LOG.verify, async () => {
    try {
      const path = `/api/admin/deeds/verdict?${new URLSearchParams({ seal: seal.value.trim() })}`;
      const verdict = await busy(go, LOG.verifying, call('GET', path, null, signal, PATIENCE_MS));
      told.replaceChildren(...tell(verdict));
    } catch (fault) {
      failed(fault);
    }
  });
  return el('section', { class: 'card' }, el('div', { class: 'fields' }, seal.row), el('div', { class: 'row' }, go), told);
}

function tell({ count, seal, faults }) {
  if (faults.length) return [el('p', { text: LOG.faulty(count) }), el('ul', { class: 'notes' }, ...faults.map((text) => el('li', { class: 'serious', text })))];
  return [el('p', { class: 'decision', 'data-decision': 'answer', text: LOG.sound(count) }), el('p', { text: LOG.note }), el('p', {}, el('code', { class: 'seal', text: seal }))];
}
