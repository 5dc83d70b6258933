// Work that takes a while: the button rests, and something shows that it goes on.

import { el } from '/staff/dom.js';

// Await ``work`` (a promise) while ``button`` cannot be pressed again; ``text`` stands beside it meanwhile.
export async function busy(button, text, work) {
  const shown = progress(text);
  button.disabled = true;
  button.after(shown.element);
  try {
    return await work;
  } finally {
    const isFocused = document.activeElement === document.body;
    shown.element.remove();
    button.disabled = false;
    if (isFocused && button.isConnected) button.focus();
  }
}

// A bar with words: {element, show(text, share)}; ``share`` from 0 to 1, null as long as nobody knows.
export function progress(text, share = null) {
  const bar = el('progress', { max: 1, 'aria-label': text });
  const words = el('span', { text });
  const show = (now, done = null) => {
    words.textContent = now;
    bar.setAttribute('aria-label', now);
    if (done === null) bar.removeAttribute('value');
    else bar.value = done;
  };
  show(text, share);
  return { element: el('span', { class: 'busy', role: 'status' }, bar, words), show };
}
