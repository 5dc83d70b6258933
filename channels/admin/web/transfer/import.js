// A file on its way in: what its columns are, what becomes of each row, and then the import itself.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { busy, progress } from '../shared/busy.js';
import { reason } from '../shared/dialog.js';
import { choice, field } from '../shared/form.js';
import { Rows } from './rows.js';
import { TRANSFER } from './words.js';

const PATIENCE_MS = 180000;
const LOOK_MS = 2000;

export class Import {
  constructor(context) {
    Object.assign(this, { context, columns: {}, number: 0 });
    this.file = field({ type: 'file', label: TRANSFER.file, hint: TRANSFER.fileHint, wide: true, on: { change: () => this.begin() } });
    this.file.control.accept = '.xlsx,.csv,.txt,.html,.xls';
    this.look = button(TRANSFER.preview, () => this.preview(), { class: 'main' });
    this.found = el('div', { 'aria-live': 'polite' });
    this.element = el('section', { class: 'card' }, el('h3', { text: TRANSFER.take }), el('p', { text: TRANSFER.takeAbout }),
      el('div', { class: 'fields' }, this.file.row), el('div', { class: 'row' }, this.look), this.found);
  }

  // Another file: what was said of the last one's columns does not hold for it.
  begin() {
    this.columns = {};
    this.found.replaceChildren();
  }

  form(more = {}) {
    const form = new FormData();
    form.append('file', this.file.control.files[0]);
    for (const [name, value] of Object.entries({ columns: JSON.stringify(this.columns), ...more })) form.append(name, value);
    return form;
  }

  async preview(pressed = this.look) {
    if (!this.file.control.files.length) { toast(TRANSFER.noFile); this.file.control.focus(); return; }
    const { signal, failed } = this.context;
    try {
      const found = await busy(pressed, TRANSFER.previewing, call('POST', '/api/admin/faqs/preview', this.form(), signal, PATIENCE_MS));
      if (found.unclear) this.ask(found.unclear);
      else this.show(found);
    } catch (fault) {
      failed(fault);
    }
  }

  ask({ headings, missing, columns }) {
    const options = [['', TRANSFER.skip], ...columns.map(({ key, title }) => [key, title])];
    const rows = headings.map((heading) => choice({ label: heading, options, value: this.columns[heading] || '' }));
    const go = button(TRANSFER.map, () => {
      headings.forEach((heading, at) => { this.columns[heading] = rows[at].value; });
      this.preview(go);
    }, { class: 'main' });
    this.found.replaceChildren(el('h4', { text: TRANSFER.columns }), el('p', { text: TRANSFER.columnsAbout(missing) }),
      el('div', { class: 'fields' }, ...rows.map(({ row }) => row)), el('div', { class: 'row' }, go));
    rows[0].control.focus();
  }

  async show(found) {
    const { rows, counts, notes, compared } = found;
    const some = (...fates) => fates.reduce((sum, fate) => sum + (counts[fate] || 0), 0);
    const count = some('new', 'changed', 'near_duplicate');
    const isAdmin = this.context.session.role === 'admin';
    const take = button(TRANSFER.import(count), () => this.take(take), { class: 'main' });
    this.found.replaceChildren(
      el('ul', { class: 'notes' }, ...notes.map((text) => el('li', { text }))),
      new Rows(rows, counts).element,
      compared ? el('p', { class: 'none', text: TRANSFER.compared(compared) }) : '',
      some('faulty') ? el('p', { class: 'none', text: TRANSFER.faultyLeft(some('faulty')) }) : '',
      !count ? el('p', { text: TRANSFER.nothing }) : isAdmin ? el('div', { class: 'row' }, take) : el('p', { text: TRANSFER.onlyAdmin }));
  }

  async take(pressed) {
    const { signal, failed } = this.context;
    const why = await reason(TRANSFER.ask);
    if (why === null) return;
    try {
      const done = await busy(pressed, TRANSFER.importing, call('POST', '/api/admin/faqs/import', this.form({ why }), signal, PATIENCE_MS));
      await this.tell(done);
    } catch (fault) {
      failed(fault);
    }
  }

  async tell(done) {
    const told = el('p', { role: 'status', text: TRANSFER.done(done) });
    this.found.replaceChildren(told);
    this.file.control.value = '';
    this.columns = {};
    if (done.as_drafts) { told.append(TRANSFER.drafts); return; }
    await this.follow(done.waiting);
  }

  // FAQs are found one after another as their vectors are made.
  async follow(first) {
    const shown = progress(TRANSFER.waiting(first), 0);
    this.found.append(shown.element);
    for (let left = first; left > 0 && !this.context.signal.aborted;) {
      shown.show(TRANSFER.waiting(left), 1 - left / first);
      await new Promise((wake) => { setTimeout(wake, LOOK_MS); });
      ({ waiting: left } = await call('GET', '/api/admin/faqs/terms', null, this.context.signal, PATIENCE_MS));
    }
    shown.element.replaceWith(el('p', { text: TRANSFER.ready }));
  }
}
