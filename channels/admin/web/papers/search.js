// Trying out what is found in the papers for a question.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { field } from '../shared/form.js';
import { places } from '../shared/places.js';
import { WORDS as COMMON, about } from './words.js';

const WORDS = { title: '查一查', question: '问题', region: '哪个地区（不写就查全部文件）', go: '查', going: '正在查…', none: '没有查到，换几个原文可能用的词再试。' };
const PATIENCE_MS = 20000;

export function searching({ address, signal, failed }, cities) {
  const known = places(cities);
  const question = field({ label: WORDS.question, type: 'search', wide: true, required: true, maxlength: 200 });
  const region = field({ label: WORDS.region, list: known.id });
  const go = el('button', { class: 'main', text: WORDS.go });
  const found = el('div', { 'aria-live': 'polite' });

  async function search() {
    const asked = { question: question.value.trim(), region: region.value.trim() };
    region.tell();
    try {
      const { quotations } = await busy(go, WORDS.going, call('POST', '/api/admin/papers/search', asked, signal, PATIENCE_MS));
      found.replaceChildren(quotations.length ? el('ol', { class: 'quotes' }, ...quotations.map((one) => quotation(one, address))) : el('p', { class: 'none', text: WORDS.none }));
    } catch (fault) {
      if (fault.kind === 'refused') region.tell([{ text: fault.message, isSerious: true }]);
      else failed(fault);
    }
  }

  return el('form', { class: 'card', on: { submit: (event) => { event.preventDefault(); search(); } } },
    el('h3', { text: WORDS.title }), el('div', { class: 'fields' }, question.row, region.row), known.element, el('div', { class: 'row' }, go), found);
}

function quotation(one, address) {
  return el('li', {}, el('p', {}, el('a', { href: address([one.paper]), text: `《${one.title}》` }), one.heading && ` ${one.heading}`),
    el('blockquote', { text: one.text }), el('p', { class: 'meta', text: `${COMMON.quoted} · ${about(one)}` }));
}
