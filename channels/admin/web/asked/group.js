// One group of questions: who asked, what comes near, and what to do with it.

import { call } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { REASONS, REMARKS, WORDS } from './words.js';

const PATIENCE_MS = 30000;
const entryLink = (id, text = id) => el('a', { href: `#/faqs/${encodeURIComponent(id)}`, text });

// ``decided(told)``: it was dealt with; what to say about that.
export function card(group, { session, failed }, decided) {
  const writes = session.role !== 'auditor';
  const act = (what, told, entry = '') => async (event) => {
    try {
      const work = call('POST', '/api/admin/asked/act', { key: group.key, act: what, entry }, null, PATIENCE_MS);
      const done = await busy(event.target, '', work);
      await decided([told, done.entry && entryLink(done.entry)].filter(Boolean));
    } catch (fault) {
      failed(fault);
    }
  };
  return el('article', { class: 'card group' },
    el('h3', { tabindex: -1, text: group.question }), who(group), ...spoken(group),
    group.state === 'open' ? nearest(group, writes && act) : decision(group, writes && act),
    writes && group.state === 'open' && el('div', { class: 'row' },
      button(WORDS.draft, act('draft', WORDS.drafted), { class: 'main' }), button(WORDS.notOurs, act('not_ours', WORDS.kept))));
}

function who({ people, last, reasons, cities }) {
  const counted = (counts, names = {}) => Object.entries(counts).map(([key, count]) => el('span', { text: WORDS.counted(names[key] || key, count) }));
  return el('p', { class: 'meta' },
    el('strong', { text: WORDS.people(people) }), el('span', { text: last ? WORDS.last(day(last)) : '' }), ...counted(reasons, REASONS), ...counted(cities));
}

// ``at``: UTC without a zone.
function day(at) {
  return new Date(`${at}Z`).toLocaleDateString('zh-CN', { month: 'long', day: 'numeric', timeZone: 'Asia/Shanghai' });
}

function spoken({ question, samples, remarks }) {
  const others = samples.filter((text) => text !== question);
  const list = (title, texts) => texts.length > 0 && el('p', { class: 'also' }, el('span', { text: `${title}：` }), ...texts.map((text) => el('q', { text })));
  return [list(WORDS.samples, others), list(WORDS.remarks, remarks.map((text) => REMARKS[text] || text))];
}

function nearest({ near, decision: found }, act) {
  if (!near.length) return el('p', { class: 'none', text: WORDS.noNear });
  const line = (hit, number) => el('li', {},
    entryLink(hit.id, hit.question), el('span', { class: 'meta' }, el('span', { text: hit.region }), el('span', { text: `${Math.round(100 * hit.score)}%` })),
    found === 'answer' && number === 0 && el('span', { class: 'tag', text: WORDS.answers }),
    act && el('span', { class: 'acts' },
      button(WORDS.add, act('wording', WORDS.added, hit.id), { 'aria-label': `${WORDS.add}：${hit.question}` }),
      found === 'answer' && number === 0 && button(WORDS.fits, act('answered', WORDS.kept, hit.id), { 'aria-label': `${WORDS.fits}：${hit.question}` })));
  return el('div', {}, el('h4', { text: WORDS.near }), el('ul', { class: 'near' }, ...near.map(line)));
}

function decision({ state, entry, who: name, again }, act) {
  const what = state === 'done' ? [WORDS.done(name), entryLink(entry)] : [WORDS.setAside(name)];
  return el('div', { class: 'row' },
    el('p', {}, ...what), again > 0 && el('span', { class: 'tag wait', text: WORDS.again(again) }), act && button(WORDS.reopen, act('reopen', WORDS.kept)));
}
