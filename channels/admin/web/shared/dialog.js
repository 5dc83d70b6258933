// Questions before something is done.

import { button, el } from '/staff/dom.js';
import { area } from './form.js';

const WORDS = { no: '取消', why: '为什么（写进操作记录，可以不写）' };

// Ask: true for ``yes``. ``danger``: what is done cannot be taken back easily.
export async function confirm({ title, text = '', yes, no = WORDS.no, danger = false }) {
  return (await ask({ title, text, yes, no, danger }, [])) !== null;
}

// Ask for a reason as well: what was written, or null when it is not to be done.
export async function reason({ title, text = '', yes, danger = false, label = WORDS.why, required = false }) {
  const why = area({ label, rows: 2, maxlength: 200, required });
  return ask({ title, text, yes, no: WORDS.no, danger }, [why.row], () => why.value.trim());
}

// The focus goes into the dialog and back by itself (``showModal``); Escape means no.
function ask({ title, text, yes, no, danger }, rows, told = () => '') {
  const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' });
  const form = el('form', { method: 'dialog' },
    el('h2', { id: 'dialog-title', text: title }), text && el('p', { text }), ...rows,
    el('div', { class: 'row' }, el('button', { class: danger ? 'main danger' : 'main', value: 'yes', text: yes }), button(no, () => dialog.close(''))));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener('close', () => {
      answer(dialog.returnValue === 'yes' ? told() : null);
      dialog.remove();
    });
  });
}
