// One FAQ: the form with its checks, what the asker will see, a question to try, the steps that it can take, and its versions.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { reason } from '../shared/dialog.js';
import { Trial } from '../try/trial.js';
import { Checks } from './checks.js';
import { Editor } from './editor.js';
import { standing } from './list.js';
import { preview } from './preview.js';
import { versions } from './versions.js';
import { ACTS, ENTRY, STATE } from './words.js';

const PATIENCE_MS = 20000;

export async function openEntry(main, context, id) {
  main.append(el('p', {}, el('a', { href: context.address(), text: ENTRY.back })));
  const whole = id ? await call('GET', `/api/admin/faqs/one?${new URLSearchParams({ id })}`, null, context.signal, PATIENCE_MS) : null;
  new Entry(main, context, whole).draw();
}

class Entry {
  constructor(main, context, whole) {
    Object.assign(this, { main, context, whole });
    this.isLocked = context.session.role === 'auditor';
    const address = (id) => context.address([id]);
    const { terms, signal, failed, cities } = context;
    const contents = whole ? inUse(whole) : fresh(terms);
    this.checks = new Checks({ contents: () => (this.editor.isFilled ? this.editor.value : null), shown: (findings, told) => this.told(findings, told), address, signal });
    this.editor = new Editor({ contents, isNew: !whole, isLocked: this.isLocked, terms, signal, failed, changed: () => this.checks.soon() });
    this.trial = new Trial({ cities, address, failed, signal, region: contents.region, contents: () => (this.editor.isFilled ? this.editor.value : null) });
    this.rest = el('ul', { class: 'notes' });
    this.seen = el('div');
    context.leaving(() => !this.isLocked && this.editor.isChanged);
  }

  draw() {
    const { whole, main, context } = this;
    main.append(
      el('h2', {}, whole ? whole.faq.contents.question : ENTRY.fresh, ' ', whole && standing(whole.faq)),
      this.state(),
      el('div', { class: 'two' },
        el('div', { class: 'card' }, this.editor.element, this.rest, this.checks.state, this.steps()),
        el('aside', { 'aria-label': ENTRY.preview },
          el('section', { class: 'card' }, el('h3', { text: ENTRY.preview }), this.seen),
          el('section', { class: 'card' }, el('h3', { text: ENTRY.try }), this.trial.element))));
    if (whole) main.append(el('section', { class: 'card' }, el('h3', { text: ENTRY.versions }), this.versions()));
    this.checks.run();
  }

  // What stands now, in words.
  state() {
    const { terms } = this.context;
    const said = [...(this.whole ? stands(this.whole, terms.second_person, this.context.session.name) : [])];
    if (this.isLocked) said.push(ENTRY.readOnly);
    else if (terms.own_region || terms.own_category) said.push(ENTRY.own(terms.own_region, terms.own_category));
    return el('p', { class: 'standing', text: said.join('') });
  }

  steps() {
    if (this.isLocked) return '';
    const acts = this.whole ? possible(this.whole, this.context.terms.second_person, this.context.session.name) : [];
    const save = button(ENTRY.save, () => this.save(save), { class: acts.includes('publish') ? null : 'main' });
    return el('div', { class: 'row steps' }, save, ...acts.map((act) => {
      const pressed = button(ACTS[act].text, () => this.act(act, pressed), { class: act === 'publish' ? 'main' : null });
      return pressed;
    }));
  }

  versions() {
    const restore = this.isLocked ? null : (number) => this.act('restore', null, number);
    return versions({ whole: this.whole, restore, signal: this.context.signal, failed: this.context.failed });
  }

  told(findings, told) {
    const rest = this.editor.tell(findings);
    this.rest.replaceChildren(...rest.map(({ text, isSerious, beside }) => el('li', { class: isSerious ? 'serious' : '' }, text, beside)));
    this.seen.replaceChildren(told ? preview(told) : '');
  }

  async save(pressed) {
    if (!this.editor.isChanged) { toast(ENTRY.unchanged); return; }
    if (!this.editor.element.reportValidity()) return;
    const why = await reason(ENTRY.saveWhy);
    if (why === null) return;
    const body = { contents: this.editor.value, base: this.whole ? this.whole.faq.version : 0, why };
    await this.do(pressed, ENTRY.saving, '/api/admin/faqs/draft', body, ({ faq }) => ENTRY.saved(faq.version));
  }

  async act(name, pressed, version = null) {
    const { title, note = '', yes, done, danger = false } = ACTS[name];
    // Unsaved words are not what would be published.
    if (name !== 'restore' && this.editor.isChanged) { await this.save(pressed); return; }
    const why = await reason({ title, text: name === 'publish' ? this.open() : note, yes, danger });
    if (why === null) return;
    const body = { id: this.whole.faq.contents.id, act: name === 'giveBack' ? 'withdraw' : name, version, why };
    await this.do(pressed, ACTS.going, '/api/admin/faqs/act', body, () => done);
  }

  open() {
    const { serious } = this.checks;
    return serious.length ? [ACTS.open(serious.length), ...serious.map(({ text }) => text)].join('\n') : '';
  }

  async do(pressed, text, path, body, said) {
    const { failed, address, go, stay, leaving, signal } = this.context;
    try {
      const asked = call('POST', path, body, signal, PATIENCE_MS);
      const whole = await (pressed ? busy(pressed, text, asked) : asked);
      leaving(() => false);
      toast(said(whole));
      if (this.whole) stay();
      else go([whole.faq.contents.id]);
    } catch (fault) {
      failed(fault);
    }
  }
}

// An id that nobody else has; whoever has a better one writes it.
function fresh(terms) {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()).replaceAll('-', '');
  const rest = [...crypto.getRandomValues(new Uint8Array(3))].map((one) => one.toString(16).padStart(2, '0')).join('');
  const blank = Object.fromEntries(['question', 'answer', 'effective_from', 'effective_to', 'source_title', 'source_publisher', 'source_date', 'source_url'].map((name) => [name, '']));
  return { ...blank, id: `own-${day}-${rest}`, similar_questions: [], region: terms.own_region, category: terms.own_category };
}

// What is edited: the latest words, unless those were withdrawn and what the program ships is told again.
function inUse({ faq, shipped }) {
  return shipped && faq.is_told && !faq.published && faq.standing === 'withdrawn' ? shipped : faq.contents;
}

const latest = ({ versions: all }) => all[all.length - 1];
const isOwn = (whole, name) => latest(whole).steps[0].who === name;

function* stands(whole, needsSecond, name) {
  const { faq } = whole;
  if (faq.standing === 'shipped') yield STATE.shipped;
  else if (faq.published) yield STATE.told(faq.published);
  else if (faq.is_told) yield STATE.shippedTold;
  else if (faq.version === 0) yield STATE.shippedGone;
  else yield STATE.untold;
  if (faq.standing !== 'draft' && faq.standing !== 'checked') return;
  yield STATE[faq.standing](faq.version);
  if (needsSecond && faq.standing === 'draft') yield isOwn(whole, name) ? STATE.own : STATE.second;
}

// The steps that can follow; what a person may not do the server refuses with its reason.
function possible(whole, needsSecond, name) {
  const { faq } = whole;
  const acts = [];
  if (faq.standing === 'draft' && !(needsSecond && isOwn(whole, name))) acts.push('check');
  if (faq.standing === 'checked' || (faq.standing === 'draft' && !needsSecond)) acts.push('publish');
  if (faq.standing === 'draft' || faq.standing === 'checked') acts.push('drop');
  if (faq.published) acts.push(faq.is_shipped ? 'giveBack' : 'withdraw');
  else if (faq.is_told) acts.push('withdraw');
  else if (faq.is_shipped) acts.push('bring_back');
  return acts;
}
