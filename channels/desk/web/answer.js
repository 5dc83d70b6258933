// One answer, large: to be read out or to be sent, and what stands beside it.

import { dates, source, state } from '/staff/answers.js';
import { $, button, el, link } from '/staff/dom.js';
import { SAYS, message, spoken, tag } from './words.js';

const SAID = { spoken, message };

export class Answer {
  // ``act``: what its buttons do, by name; ``opened(hit)``: another answer was asked for.
  constructor({ act, opened }) {
    Object.assign(this, { act, opened, hit: null, day: '', view: 'spoken' });
  }

  show(hit, day) {
    const isNew = !hit || !this.hit || hit.id !== this.hit.id;
    Object.assign(this, { hit, day });
    if (!hit) { $('answer').replaceChildren(); return; }
    const beside = isNew ? el('div', { id: 'beside' }) : $('beside');
    $('answer').replaceChildren(this.head(), el('div', { class: 'tools' }, this.tabs(), this.buttons()), el('p', { class: 'words', text: SAID[this.view](hit, day) }), this.origin(), beside);
    if (isNew) $('answer').scrollTop = 0;
  }

  toggle() {
    if (!this.hit) return;
    this.view = this.view === 'spoken' ? 'message' : 'spoken';
    this.show(this.hit, this.day);
  }

  head() {
    const validity = state(this.hit, this.day);
    return el('header', {}, el('h2', { text: this.hit.question }), el('p', { class: 'meta' },
      el('span', { class: `tag ${validity}`, text: tag(this.hit, this.day) }), el('span', { text: this.hit.region }),
      el('span', { text: dates(this.hit) }), el('span', { text: this.hit.category }),
      this.hit.score > 0 && el('span', { text: SAYS.confidence(this.hit.score) })));
  }

  tabs() {
    const tab = (view) => button(SAYS.views[view], () => view !== this.view && this.toggle(), { 'aria-pressed': String(view === this.view) });
    return el('div', { class: 'tabs' }, tab('spoken'), tab('message'));
  }

  origin() {
    return el('p', { class: 'origin' }, `${SAYS.source}：${source(this.hit.source)} `, link(this.hit.source.url, SAYS.original));
  }

  buttons() {
    return el('div', { class: 'row' }, button(SAYS.copy, this.act.copy, { class: 'main' }, 'c'),
      button(SAYS.wrong, this.act.wrong, {}, 'x'), button(SAYS.missing, this.act.missing, {}, 'n'));
  }

  // What was said at other times, and what is asked next; for ``id`` only, as long as it is shown.
  showBeside(id, { editions, related }) {
    if (!this.hit || this.hit.id !== id) return;
    $('beside').replaceChildren(...[this.list(SAYS.before, editions, dates), this.list(SAYS.related, related, (hit) => hit.region)].filter(Boolean));
  }

  list(title, hits, note) {
    if (!hits.length) return null;
    const item = (hit) => el('li', {}, button(hit.question, () => this.opened(hit)), el('span', { class: 'meta' }, el('span', { text: note(hit) })));
    return el('section', {}, el('h3', { text: title }), el('ul', {}, ...hits.map(item)));
  }
}
