// A question, a city and a day, and what chat would make of them. On its own page, and beside an FAQ that is being edited.

import { dates, percent } from '/staff/answers.js';
import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { choice, field } from '../shared/form.js';
import { TRY } from './words.js';

// An FAQ that is not told yet is encoded first.
const PATIENCE_MS = 20000;

export class Trial {
  // ``cities``: promise of names; ``address(id)``: where an FAQ is edited; ``failed(fault)``; ``contents()``: an FAQ that is being
  // edited, none on the page by itself.
  constructor({ cities, address, failed, signal, contents = null, region = '', question = '' }) {
    Object.assign(this, { address, failed, signal, contents });
    this.question = field({ type: 'search', label: TRY.question, value: question, maxlength: 1000, placeholder: TRY.placeholder, wide: true, required: true });
    this.city = choice({ label: TRY.city, options: [['', TRY.noCity]] });
    this.day = field({ type: 'date', label: TRY.day, min: '1990-01-01', max: '2099-12-31' });
    this.withDraft = el('input', { type: 'checkbox', checked: '' });
    this.found = el('div', { class: 'found', 'aria-live': 'polite' });
    this.go = el('button', { class: 'main', text: TRY.go });
    this.element = el('div', { class: 'trial' },
      el('form', { on: { submit: (event) => { event.preventDefault(); this.ask(); } } },
        el('div', { class: 'fields' }, this.question.row, this.city.row, this.day.row),
        contents && el('label', { class: 'check' }, this.withDraft, TRY.draft), el('div', { class: 'row' }, this.go)),
      this.found);
    cities.then((names) => this.offer(names, region));
  }

  offer(cities, region) {
    this.city.control.append(...cities.map((city) => el('option', { value: city, text: city })));
    if (cities.includes(region)) this.city.value = region;
  }

  async ask() {
    const contents = this.contents && this.withDraft.checked ? this.contents() : null;
    const asked = { q: this.question.value.trim(), region: this.city.value, as_of: this.day.value || null, contents };
    if (!asked.q) { this.question.control.focus(); return; }
    try {
      this.show(await busy(this.go, TRY.going, call('POST', '/api/admin/try', asked, this.signal, PATIENCE_MS)));
    } catch (fault) {
      this.failed(fault);
    }
  }

  show({ decision, told, candidates, why, took_ms: took }) {
    const kind = { guide: 'answer', ask_region: 'choose' }[decision] || decision;
    this.found.replaceChildren(
      el('p', { class: 'decision', 'data-decision': kind, text: `${TRY.decisions[decision]} · ${TRY.took(took)}` }),
      told ? el('p', { class: 'told', text: told.answer }) : '',
      el('h3', { text: TRY.why }), el('ul', { class: 'why' }, ...why.map((text) => el('li', { text }))),
      el('h3', { text: TRY.candidates }),
      candidates.length ? el('ol', { class: 'candidates' }, ...candidates.map((one) => this.row(one))) : el('p', { class: 'none', text: TRY.nothing }));
  }

  row({ hit, wording, likeness, is_draft: isDraft }) {
    return el('li', {},
      isDraft ? el('span', { text: hit.question }) : el('a', { href: this.address(hit.id), text: hit.question }), ' ',
      isDraft && el('span', { class: 'tag wait', text: TRY.isDraft }),
      el('meter', { min: 0, max: 1, value: hit.score, 'aria-hidden': 'true' }),
      el('span', { class: 'meta' },
        el('span', { text: TRY.score(percent(hit.score)) }), el('span', { text: hit.region }), el('span', { text: hit.category }),
        el('span', { text: dates(hit) })),
      el('span', { class: 'meta' }, el('span', { text: TRY.wording(wording, percent(Math.max(0, likeness))) })));
  }
}
