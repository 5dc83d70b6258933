// Rows of forms: a label, a control, a hint, and what is wrong or worth knowing about it beside it.

import { el } from '/staff/dom.js';

let count = 0;

// One row around a control: {row, control, value, tell}. ``tell``: [{text, isSerious}] to be shown beside the control, or nothing.
function row(control, { label, hint = '', wide = false, required = false }) {
  const id = `field-${(count += 1)}`;
  const notes = el('ul', { id: `${id}-notes`, class: 'notes', 'aria-live': 'polite' });
  control.id = id;
  control.required = required;
  control.setAttribute('aria-describedby', [hint && `${id}-hint`, `${id}-notes`].filter(Boolean).join(' '));
  const made = el('div', { class: wide ? 'field wide' : 'field' },
    el('label', { for: id, text: label }), control, hint && el('small', { id: `${id}-hint`, class: 'hint', text: hint }), notes);
  return {
    row: made,
    control,
    get value() { return control.value; },
    set value(to) { control.value = to; },
    tell(told = []) {
      control.toggleAttribute('aria-invalid', told.some(({ isSerious }) => isSerious));
      notes.replaceChildren(...told.map(({ text, isSerious, beside }) => el('li', { class: isSerious ? 'serious' : '' }, text, beside)));
    },
  };
}

// ``type``: of an input: text, search, date, url, number …
export function field({ type = 'text', value = '', maxlength = null, on = {}, placeholder = null, min = null, max = null, list = null, ...about }) {
  const control = el('input', { type, maxlength, placeholder, min, max, list, autocomplete: 'off', on });
  control.value = value;
  return row(control, about);
}

export function area({ rows = 3, value = '', maxlength = null, on = {}, placeholder = null, ...about }) {
  const control = el('textarea', { rows, maxlength, placeholder, on });
  control.value = value;
  return row(control, { wide: true, ...about });
}

// ``options``: [[value, text], …].
export function choice({ options, value = '', on = {}, ...about }) {
  const control = el('select', { on }, ...options.map(([key, text]) => el('option', { value: key, text })));
  control.value = value;
  return row(control, about);
}
