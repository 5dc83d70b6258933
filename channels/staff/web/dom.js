// Elements from words: texts only, so nothing that was imported or typed can become markup.

export const $ = (id) => document.getElementById(id);

export function el(tag, { text, on = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) made.setAttribute(name, value);
  for (const [name, act] of Object.entries(on)) made.addEventListener(name, act);
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

export function button(text, act, attributes = {}, key = '') {
  return el('button', { type: 'button', on: { click: act }, 'aria-keyshortcuts': key || null, ...attributes }, text, key && el('kbd', { text: key }));
}

// Only addresses of the web are links.
export function link(url, text) {
  return /^https?:/i.test(url || '') ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', text }) : null;
}

let hiding = 0;

export function toast(text) {
  clearTimeout(hiding);
  $('toast').textContent = text;
  $('toast').hidden = false;
  hiding = setTimeout(() => { $('toast').hidden = true; }, 4000);
}

// Pages on plain http, as within an office, have no clipboard of their own: an invisible field is copied from.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const before = document.activeElement;
  const field = el('textarea', { class: 'offstage', readonly: '' });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  before.focus();
  return done;
}
