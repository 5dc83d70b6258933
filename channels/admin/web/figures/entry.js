// A new value: filled in, tried (what would be told from its day on), stored.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { field } from '../shared/form.js';
import { places } from '../shared/places.js';
import { table } from '../shared/table.js';
import { PATIENCE_MS, USERS } from './words.js';

const WORDS = {
  title: '填一个新的数', try: '看看会改哪里', trying: '正在看…', save: '存下，从那天起用', saving: '正在存…', saved: '已存下，从那天起用',
  waits: '已存下，等另一个人确认', signs: '我核对过原件，确实是这个数（理由写在“为什么”里）', asksAdmin: '要存这个数，请管理员来填。',
  changes: (count) => `从那天起，下面 ${count} 处会变：`, nothing: '没有哪里会变。', nobody: '（原来说不出）', without: '不填的话', with: '填了以后',
};

// ``draw(figure)``: what to do with the figure once the value is stored.
export function entry(figure, { session, cities, failed, leaving, signal }, draw) {
  const known = places(cities);
  const inputs = fields(figure, known);
  const found = el('div', { 'aria-live': 'polite' });
  const sign = el('input', { type: 'checkbox' });
  const isFilled = () => ['region', 'amount', 'first'].some((name) => inputs[name].value.trim());
  const trying = el('button', { class: 'main', text: WORDS.try });
  const form = el('form', { class: 'card', on: { submit: (event) => { event.preventDefault(); attempt(trying, WORDS.trying, tried); } } },
    el('h3', { text: WORDS.title }), el('div', { class: 'fields' }, ...Object.values(inputs).map(({ row }) => row)), known.element,
    el('div', { class: 'row' }, trying), found);
  form.addEventListener('input', (event) => { if (event.target !== sign) found.replaceChildren(); });
  leaving(isFilled);

  function given() {
    const texts = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value.trim()]));
    return { figure: figure.id, ...texts, last: texts.last || null, source_date: texts.source_date || null, sign: sign.checked };
  }

  async function attempt(pressed, text, act) {
    try {
      await busy(pressed, text, act());
    } catch (fault) {
      if (fault.kind !== 'refused') failed(fault);
      else found.replaceChildren(el('ul', { class: 'notes' }, el('li', { class: 'serious', text: fault.message })));
    }
  }

  async function tried() {
    const { changes, doubt } = await call('POST', '/api/admin/figures/try', given(), signal, PATIENCE_MS);
    sign.checked = false;
    const save = button(WORDS.save, () => attempt(save, WORDS.saving, saved), { class: 'main' });
    found.replaceChildren(...doubts(doubt), el('p', { text: changes.length ? WORDS.changes(changes.length) : WORDS.nothing }),
      ...(changes.length ? [differences(changes)] : []), el('div', { class: 'row' }, (!doubt || session.role === 'admin') && save));
  }

  function doubts(doubt) {
    if (!doubt) return [];
    const may = session.role === 'admin' ? el('label', { class: 'sign' }, sign, WORDS.signs) : el('p', { text: WORDS.asksAdmin });
    return [el('ul', { class: 'notes' }, el('li', { class: 'serious', text: doubt })), may];
  }

  async function saved() {
    const now = await call('POST', '/api/admin/figures/enter', given(), null, PATIENCE_MS);
    Object.values(inputs).forEach((input) => { input.value = ''; });
    found.replaceChildren();
    toast(now.second_person ? WORDS.waits : WORDS.saved);
    draw(now);
  }

  return form;
}

function fields({ unit }, known) {
  return {
    region: field({ label: '在哪里管用', list: known.id, required: true, hint: '写全称：广州市、浙江省、全国' }),
    amount: field({ label: `数（${unit}）`, required: true, maxlength: 20 }),
    first: field({ label: '从哪天起', type: 'date', required: true }),
    last: field({ label: '到哪天止', type: 'date', hint: '不写就到下一个数开始' }),
    source_title: field({ label: '依据哪份文件', required: true, wide: true, maxlength: 200 }),
    source_publisher: field({ label: '发布单位', maxlength: 200 }),
    source_date: field({ label: '文件日期', type: 'date' }),
    source_url: field({ label: '链接', type: 'url', maxlength: 500 }),
    why: field({ label: '为什么（写进操作记录）', wide: true, maxlength: 200 }),
  };
}

function differences(changes) {
  const columns = [
    { title: '题目', isName: true, cell: ({ title, user }) => el('span', { class: 'marks' }, title, el('span', { class: 'tag plain', text: USERS[user] })) },
    { title: '地区', cell: ({ region }) => region },
    { title: WORDS.without, cell: ({ pieces }) => marked(pieces, 'out', 'del') || WORDS.nobody },
    { title: WORDS.with, cell: ({ pieces }) => marked(pieces, 'in', 'ins') },
  ];
  return table({ caption: WORDS.title, columns, rows: changes });
}

// One of two texts, with what the other has not marked; null where there is none.
function marked(pieces, kind, tag) {
  const own = pieces.filter((piece) => piece.kind === 'same' || piece.kind === kind);
  return own.length ? el('span', { class: 'said' }, ...own.map((piece) => (piece.kind === kind ? el(tag, { text: piece.text }) : piece.text))) : null;
}
