// 试一试: a question tried out on the search of chat.

import { el } from '/staff/dom.js';
import { Trial } from './trial.js';
import { TRY } from './words.js';

export function open(main, { cities, signal, failed, query }) {
  const trial = new Trial({
    cities, signal, failed, question: query.get('q') || '', region: query.get('region') || '', address: (id) => `#/faqs/${encodeURIComponent(id)}`,
  });
  main.append(el('h2', { text: TRY.title }), el('p', { class: 'about', text: TRY.about }), el('div', { class: 'card' }, trial.element));
  trial.question.control.focus();
}
