// The list of what was found; one of it is selected.

import { percent, state } from '/staff/answers.js';
import { $, el } from '/staff/dom.js';
import { DECISIONS, SAYS, tag } from './words.js';

export class Hits {
  // ``selected(hit)``: another hit is selected, or none; ``opened(hit)``: it was clicked.
  constructor({ selected, opened }) {
    Object.assign(this, { selected, opened, hits: [], at: -1 });
  }

  get current() {
    return this.hits[this.at] || null;
  }

  show({ hits, decision }, day) {
    this.hits = hits;
    const told = decision === 'choose' && hits.length === 1 ? 'answer' : decision; // the first word on a topic
    $('decision').dataset.decision = told;
    $('decision').textContent = hits.length ? DECISIONS[told] : SAYS.nothing;
    $('hits').replaceChildren(...hits.map((hit, at) => this.row(hit, at, day)));
    $('q').setAttribute('aria-expanded', String(hits.length > 0));
    this.select(decision === 'refuse' || !hits.length ? -1 : 0);
  }

  clear() {
    this.hits = [];
    delete $('decision').dataset.decision;
    $('decision').textContent = SAYS.start;
    $('hits').replaceChildren();
    $('q').setAttribute('aria-expanded', 'false');
    this.select(-1);
  }

  row(hit, at, day) {
    const validity = state(hit, day);
    const meta = el('span', { class: 'meta' },
      el('span', { text: hit.region }), el('span', { text: hit.category }),
      validity !== 'now' && el('span', { class: `tag ${validity}`, text: tag(hit, day) }),
      el('span', { class: 'score', text: percent(hit.score) }));
    const open = () => { this.select(at); this.opened(hit); };
    return el('li', { id: `hit-${at}`, role: 'option', 'aria-selected': 'false', on: { click: open } }, el('span', { class: 'question', text: hit.question }), meta);
  }

  move(step) {
    if (this.hits.length) this.select(Math.max(0, Math.min(this.hits.length - 1, this.at + step)));
  }

  select(at) {
    this.at = at;
    for (const [number, row] of [...$('hits').children].entries()) row.setAttribute('aria-selected', String(number === at));
    const row = $(`hit-${at}`);
    if (row) row.scrollIntoView({ block: 'nearest' });
    if (row) $('q').setAttribute('aria-activedescendant', row.id);
    else $('q').removeAttribute('aria-activedescendant');
    this.selected(this.current);
  }
}
