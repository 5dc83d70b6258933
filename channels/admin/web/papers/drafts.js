// Drafts of FAQs out of a paper: each is edited, compared with the marked places, and stored as a draft of the library.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { area, field } from '../shared/form.js';
import { places } from '../shared/places.js';
import { about } from './words.js';

const WORDS = {
  title: (title) => `从《${title}》里拟问答`, back: '看原文',
  intro: '题目是照小标题或第一句拟的，答案是原文。请改成人会问的话、短的答案；标出来的数字、日期、地名请对着原件核对。存成草稿后在“问答”里核对、发布，这里什么也不会直接说给人听。',
  edit: '改成草稿', close: '收起', save: '存成草稿', saving: '正在存…', saved: '已存成草稿', taken: '已存成草稿，去“问答”里看', none: '这份文件里没有能拟成问答的段落。',
  check: '请对着原件核对：', nothing: '没有数字、日期、地名要核对。', why: (title) => `出自《${title}》`,
  marks: { amount: '数字', date: '日期', place: '地名' },
};

export async function openDrafts(main, context) {
  const { path, signal, address, session } = context;
  const { paper, drafts } = await call('GET', `/api/admin/papers/drafts?id=${encodeURIComponent(path[0])}`, null, signal);
  const known = places(context.cities);
  const rows = drafts.map((draft) => suggestion(draft, paper, known, session.role !== 'auditor', context));
  main.append(el('p', {}, el('a', { href: address([paper.id]), text: WORDS.back })), el('h2', { text: WORDS.title(paper.title) }), el('p', { class: 'meta', text: about(paper) }),
    el('p', { text: WORDS.intro }), known.element, rows.length ? el('ol', { class: 'quotes drafts' }, ...rows) : el('p', { class: 'none', text: WORDS.none }));
}

function suggestion(draft, paper, known, writes, context) {
  const row = el('li');
  const place = el('div');
  const draw = (isTaken) => row.replaceChildren(el('h3', { text: draft.contents.question }), draft.heading && el('p', { class: 'meta', text: draft.heading }),
    el('blockquote', {}, ...draft.parts.map(part)), notes(draft.parts), isTaken ? taken(draft) : writes && opener(), place);

  function opener() {
    const open = button(WORDS.edit, () => {
      const isOpen = place.hasChildNodes();
      place.replaceChildren(...(isOpen ? [] : [form(draft, paper, known, context, () => { place.replaceChildren(); draw(true); toast(WORDS.saved); })]));
      open.textContent = isOpen ? WORDS.edit : WORDS.close;
      open.setAttribute('aria-expanded', String(!isOpen));
      if (!isOpen) place.querySelector('input').focus();
    }, { 'aria-expanded': 'false', 'aria-label': `${WORDS.edit} ${draft.number}` });
    return el('p', {}, open);
  }

  draw(draft.is_taken);
  return row;
}

function taken({ contents }) {
  return el('p', {}, el('a', { href: `#/faqs/${encodeURIComponent(contents.id)}`, text: WORDS.taken }));
}

// A part of the paper; what has to be checked is marked, and says as what.
function part({ text, mark, note }) {
  return mark ? el('mark', { class: mark, title: [WORDS.marks[mark], note].filter(Boolean).join('：'), text }) : text;
}

function notes(parts) {
  const marked = parts.filter(({ mark }) => mark);
  if (!marked.length) return el('p', { class: 'meta', text: WORDS.nothing });
  const listed = [...new Map(marked.map((one) => [`${one.mark} ${one.text}`, one])).values()];
  return el('p', { class: 'check' }, WORDS.check, ...listed.map(({ text, mark, note }) => el('span', { class: `tag ${note ? 'wait' : 'plain'}`, text: `${WORDS.marks[mark]} ${text}${note ? `（${note}）` : ''}` })));
}

function form({ contents }, paper, known, { leaving, failed }, stored) {
  const inputs = {
    question: field({ label: '问题', wide: true, required: true, value: contents.question, maxlength: 200 }),
    similar_questions: area({ label: '相似问法（一行一个）', rows: 3 }),
    answer: area({ label: '答案', rows: 6, required: true, value: contents.answer, maxlength: 4000 }),
    region: field({ label: '地区（不写就是全国）', list: known.id, value: contents.region, maxlength: 200 }),
    category: field({ label: '分类', maxlength: 200 }),
    effective_from: field({ label: '生效日期', type: 'date' }),
    effective_to: field({ label: '失效日期', type: 'date' }),
    source_title: field({ label: '来源', wide: true, value: contents.source_title, maxlength: 200 }),
    source_publisher: field({ label: '发布单位', maxlength: 200 }),
    source_date: field({ label: '来源日期', type: 'date', value: contents.source_date }),
  };
  const save = el('button', { class: 'main', text: WORDS.save });
  const made = el('form', { class: 'card', on: { submit: (event) => { event.preventDefault(); put(); }, input: () => leaving(() => made.isConnected) } },
    el('div', { class: 'fields' }, ...Object.values(inputs).map(({ row }) => row)), el('div', { class: 'row' }, save));

  async function put() {
    const texts = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value.trim()]));
    const similar = texts.similar_questions.split('\n').map((line) => line.trim()).filter(Boolean);
    inputs.question.tell();
    try {
      await busy(save, WORDS.saving, call('POST', '/api/admin/faqs/draft', { contents: { ...contents, ...texts, similar_questions: similar }, base: 0, why: WORDS.why(paper.title) }));
      stored();
    } catch (fault) {
      if (fault.kind === 'refused') inputs.question.tell([{ text: fault.message, isSerious: true }]);
      else failed(fault);
    }
  }

  return made;
}
