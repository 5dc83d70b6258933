// The list of those who want a clerk; one of it is chosen.

import { $, el } from '/staff/dom.js';
import { TALKS } from './words.js';

const MOVES = { ArrowDown: 1, ArrowUp: -1 };
const MINUTE_MS = 60000;

export class List {
  // ``selected(item)``: another is looked at; ``opened(item)``: Enter was pressed on it.
  constructor({ selected, opened }) {
    Object.assign(this, { selected, opened, items: [], key: '' });
    $('talk-list').addEventListener('keydown', (event) => this.press(event));
  }

  show(items, now) {
    const focused = $('talk-list').contains(document.activeElement) && document.activeElement.dataset.key;
    Object.assign(this, { items, now });
    $('talk-list').replaceChildren(...(items.length ? items.map((item) => this.row(item)) : [el('li', { class: 'none', text: TALKS.none })]));
    if (focused) (this.button(focused) || $('talk')).focus();
  }

  row(item) {
    const title = (item.heard && item.heard.topic) || item.words;
    const made = el('button', { type: 'button', 'data-key': item.key, 'aria-pressed': String(item.key === this.key), on: { click: () => this.select(item) } },
      el('span', { class: `kind ${item.kind}`, text: TALKS.kinds[item.kind] }),
      el('span', { class: 'question', text: title }),
      el('span', { class: 'meta' }, item.urgent && el('span', { class: 'tag past', text: TALKS.urgent }), el('span', { text: this.state(item) })));
    return el('li', {}, made);
  }

  state({ kind, since, clerk, unanswered_since: unanswered }) {
    const minutes = (from) => Math.max(0, Math.floor((this.now - from) / MINUTE_MS));
    if (kind === 'waiting') return TALKS.waits(minutes(since));
    if (kind === 'mine') return unanswered ? TALKS.unanswered(minutes(unanswered)) : TALKS.answered;
    if (clerk) return TALKS.by(clerk);
    return minutes(since) < 60 ? TALKS.asked(minutes(since)) : TALKS.hours(Math.floor(minutes(since) / 60));
  }

  press(event) {
    const item = this.items.find(({ key }) => key === event.target.dataset.key);
    if (!item) return;
    if (event.key in MOVES) {
      const at = this.items.indexOf(item) + MOVES[event.key];
      if (this.items[at]) { this.select(this.items[at]); this.focus(); }
    } else if (event.key === 'Enter') {
      this.opened(item);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  select(item) {
    this.key = item.key;
    for (const button of $('talk-list').querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.key === item.key));
    this.selected(item);
  }

  // The one that is chosen, or else the first.
  focus() {
    const button = this.button(this.key);
    if (!button) { $('talk').focus(); return; }
    button.focus();
    if (button.dataset.key !== this.key) button.click();
  }

  button(key) {
    const buttons = [...$('talk-list').querySelectorAll('button')];
    return buttons.find(({ dataset }) => dataset.key === key) || buttons[0];
  }
}
