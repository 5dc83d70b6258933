// A file on its way in: what its columns are, what becomes of each row, and then the import itself.

import { button, el, toast } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { reason } from '../shared/dialog.js';
import { choice, field } from '../shared/form.js';
import { send } from '../shared/sending.js';
import { followed, outcome, underWay } from './following.js';
import { Rows } from './rows.js';
import { TRANSFER } from './words.js';

export class Import {
  // ``kind()``: of what the file is.
  constructor(context, kind) {
    Object.assign(this, { context, kind, columns: {}, values: {} });
    this.file = field({ type: 'file', label: TRANSFER.file, hint: TRANSFER.fileHint, wide: true, on: { change: () => this.begin() } });
    this.file.control.accept = '.xlsx,.csv,.txt,.html,.xls';
    this.look = button(TRANSFER.preview, () => this.preview(), { class: 'main' });
    this.found = el('div', { 'aria-live': 'polite' });
    this.element = el('section', { class: 'card' }, el('h3', { text: TRANSFER.take }), el('p', { text: TRANSFER.takeAbout }),
      el('div', { class: 'fields' }, this.file.row), el('div', { class: 'row' }, this.look), this.found);
  }

  // Another file, or of something else: what was said of the last one does not hold for it.
  begin() {
    Object.assign(this, { columns: {}, values: {} });
    this.found.replaceChildren();
  }

  send(path, more = {}) {
    return send(path, this.file.control.files[0], { kind: this.kind(), columns: JSON.stringify(this.columns), values: JSON.stringify(this.values), ...more }, this.context);
  }

  async preview(pressed = this.look) {
    if (!this.file.control.files.length) { toast(TRANSFER.noFile); this.file.control.focus(); return; }
    const { failed } = this.context;
    try {
      const found = await busy(pressed, TRANSFER.previewing, this.send('/api/admin/tables/preview'));
      if (found.unclear) this.ask(found.unclear);
      else this.show(found);
    } catch (fault) {
      failed(fault);
    }
  }

  ask({ headings, guesses, missing, sayable, columns }) {
    const options = [['', TRANSFER.skip], ...columns.map(({ key, title }) => [key, title])];
    const rows = headings.map((heading) => choice({ label: heading, options, value: this.columns[heading] ?? guesses[heading] ?? '' }));
    const lacking = sayable.map(({ key, title }) => (key === 'id'
      ? choice({ label: TRANSFER.noId, options: TRANSFER.ids, value: this.values.id || '' })
      : field({ label: TRANSFER.lacking(title), value: this.values[key] || '', maxlength: 200 })));
    const go = button(TRANSFER.map, () => {
      headings.forEach((heading, at) => { this.columns[heading] = rows[at].value; });
      sayable.forEach(({ key }, at) => { this.values[key] = lacking[at].value; });
      this.preview(go);
    }, { class: 'main' });
    this.found.replaceChildren(
      ...asked(TRANSFER.columns, TRANSFER.columnsAbout(missing), rows), ...asked(TRANSFER.lackingTitle, TRANSFER.lackingAbout, lacking),
      el('div', { class: 'row' }, go));
    [...rows, ...lacking][0].control.focus();
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

  async take(pressed, ask = TRANSFER.ask) {
    const why = await reason(ask);
    if (why === null) return;
    try {
      const { job } = await busy(pressed, TRANSFER.importing, this.send('/api/admin/jobs/import', { why }));
      await this.follow(job.number);
    } catch (fault) {
      this.context.failed(fault);
    }
  }

  // Another visit to the page finds the import where it is.
  async resume() {
    if (this.context.session.role !== 'admin') return;
    const job = await underWay(this.context.signal);
    if (job) await this.follow(job.number);
  }

  async follow(number) {
    this.look.disabled = true;
    try {
      const whole = await followed(number, this.found, this.context.signal);
      if (!whole) return;
      this.found.replaceChildren(...outcome(whole), this.file.control.files.length && whole.objections.length ? this.again() : '');
      if (whole.imported) { this.file.control.value = ''; Object.assign(this, { columns: {}, values: {} }); }
    } finally {
      this.look.disabled = false;
    }
  }

  // What was held back goes in with a reason.
  again() {
    const take = button(TRANSFER.insist, () => this.take(take, TRANSFER.askAgain));
    return el('div', { class: 'row' }, take);
  }
}

function asked(title, about, rows) {
  return rows.length ? [el('h4', { text: title }), el('p', { text: about }), el('div', { class: 'fields' }, ...rows.map(({ row }) => row))] : [];
}
