// The form of an FAQ.

import { button, el } from '/staff/dom.js';
import { area, field } from '../shared/form.js';
import { pickFigure } from './figures.js';
import { ENTRY } from './words.js';

const DAYS = { type: 'date', min: '1950-01-01', max: '2099-12-31' };
export const FIELDS = [
  'id', 'question', 'similar_questions', 'answer', 'region', 'category', 'effective_from', 'effective_to',
  'source_title', 'source_publisher', 'source_date', 'source_url',
];

export class Editor {
  // ``contents``: as the server has them; ``isNew``; ``terms``; ``changed()``; ``failed(fault)``.
  constructor({ contents, isNew, isLocked, terms, changed, failed, signal }) {
    Object.assign(this, { contents, failed, signal });
    const line = (name, more = {}) => field({ label: ENTRY[name], value: contents[name], maxlength: 200, ...more });
    this.rows = {
      id: line('id', { hint: isNew ? ENTRY.idHint : '', maxlength: 64, required: true }),
      question: line('question', { hint: ENTRY.questionHint, wide: true, required: true }),
      similar_questions: area({ label: ENTRY.similar_questions, hint: ENTRY.similarHint, rows: 6, value: contents.similar_questions.join('\n') }),
      answer: area({ label: ENTRY.answer, hint: ENTRY.answerHint, rows: 8, maxlength: 4000, value: contents.answer, required: true }),
      region: line('region', { hint: ENTRY.regionHint, list: 'regions' }),
      category: line('category', { list: 'categories' }),
      effective_from: line('effective_from', DAYS),
      effective_to: line('effective_to', DAYS),
      source_title: line('source_title', { wide: true }),
      source_publisher: line('source_publisher'),
      source_date: line('source_date', DAYS),
      source_url: line('source_url', { type: 'url', wide: true }),
    };
    this.rows.id.control.readOnly = !isNew;
    const set = el('fieldset', { disabled: isLocked ? '' : null }, ...this.drawn(isLocked), options('regions', terms.regions), options('categories', terms.categories));
    this.element = el('form', { class: 'editor', on: { input: changed, submit: (event) => event.preventDefault() } }, set);
    this.first = JSON.stringify(this.value);
  }

  drawn(isLocked) {
    const { rows } = this;
    rows.answer.row.querySelector('label').after(isLocked ? '' : button(ENTRY.insert, () => this.insert(), { class: 'insert' }));
    const group = (...names) => el('div', { class: 'fields' }, ...names.map((name) => rows[name].row));
    return [
      group('question', 'similar_questions', 'answer', 'region', 'category', 'effective_from', 'effective_to'),
      el('h3', { text: ENTRY.source }), group('source_title', 'source_publisher', 'source_date', 'source_url', 'id'),
    ];
  }

  get value() {
    const { similar_questions: similar, ...rest } = Object.fromEntries(FIELDS.map((name) => [name, this.rows[name].value.trim()]));
    return { ...rest, similar_questions: similar.split('\n').map((text) => text.trim()).filter(Boolean) };
  }

  get isChanged() {
    return JSON.stringify(this.value) !== this.first;
  }

  get isFilled() {
    return Boolean(this.value.id && this.value.question && this.value.answer);
  }

  // Findings beside their fields; those of no field of the form are given back.
  tell(findings) {
    for (const name of FIELDS) this.rows[name].tell(findings.filter(({ field: about }) => about === name));
    return findings.filter(({ field: about }) => !FIELDS.includes(about));
  }

  async insert() {
    const { control } = this.rows.answer;
    const { selectionStart: start, selectionEnd: end } = control;
    try {
      const reference = await pickFigure(this.rows.region.value.trim(), this.signal);
      if (!reference) return;
      control.setRangeText(reference, start, end, 'end');
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.focus();
    } catch (fault) {
      this.failed(fault);
    }
  }
}

const options = (id, names) => el('datalist', { id }, ...names.map((value) => el('option', { value })));
