// One paper with its excerpts.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { WORDS as COMMON, about } from './words.js';

const WORDS = { drafts: '从里面拟问答', excerpts: (count) => `分成 ${count} 段，每段都能查到` };

export async function openPaper(main, { path, signal, address }) {
  const { paper, excerpts } = await call('GET', `/api/admin/papers/one?id=${encodeURIComponent(path[0])}`, null, signal);
  const one = ({ number, heading, text }) => el('li', { id: `excerpt-${number}` }, heading && el('p', { class: 'meta', text: heading }), el('blockquote', { text }));
  main.append(el('p', {}, el('a', { href: address([]), text: COMMON.all })), el('h2', { text: paper.title }), el('p', { class: 'meta', text: about(paper) }),
    el('p', {}, el('a', { class: 'button', href: address([paper.id, 'drafts']), text: WORDS.drafts })), el('h3', { text: WORDS.excerpts(excerpts.length) }),
    el('ol', { class: 'quotes' }, ...excerpts.map(one)));
}
