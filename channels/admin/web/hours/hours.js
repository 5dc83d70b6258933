// 办公时间: when clerks take over conversations: usual hours, holidays, days worked in exchange, and what they come to.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { confirm } from '../shared/dialog.js';
import { field } from '../shared/form.js';
import { table } from '../shared/table.js';

const PATH = '/api/admin/hours';
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const WORDS = {
  title: '办公时间',
  about: '“转人工”按这张表：表里的时间有人接，别的时间告诉人什么时候开始。春节、清明、端午、中秋和调休每年不一样，国务院办公厅的通知出来后请添上。',
  open: '现在接待。', closed: (opens) => (opens ? `现在不接待，下次 ${opens} 开始。` : '现在不接待，一个月内都不接待。'),
  usual: '平时', special: '节假日和调休', add: '添上几天', save: '存下', saving: '正在存…', saved: '已存下，马上生效', remove: '去掉',
  removed: '已去掉，改回平时的', ask: (name) => `去掉“${name}”这几天的安排？`, askText: '这几天改回平时的时间，马上生效。',
  none: '还没有特别安排的日子。', days: '接下来四周', rest: '休息', format: '写成 8:30-12:00，13:30-17:00；整天不接待写 休息',
};

export async function open(main, { session, signal, failed }) {
  const state = el('p', { role: 'status' });
  const rows = el('div');
  const days = el('div');
  const writes = session.role === 'admin';
  const forms = writes ? [usualForm(), specialForm()] : [];

  function draw(found) {
    state.textContent = found.is_open ? WORDS.open : WORDS.closed(found.opens && clock(found.opens));
    const usual = found.rows.find(({ first }) => first === null);
    forms.forEach((form) => form.show(usual));
    rows.replaceChildren(writes ? '' : el('p', { text: `${WORDS.usual}：${usual ? usual.hours : WORDS.rest}` }), special(found.rows, writes && removed));
    days.replaceChildren(calendar(found.days));
  }

  async function removed(row) {
    if (!(await confirm({ title: WORDS.ask(row.name || span(row)), text: WORDS.askText, yes: WORDS.remove, danger: true }))) return;
    try {
      draw(await call('POST', `${PATH}/remove`, { first: row.first, last: row.last }));
      toast(WORDS.removed);
    } catch (fault) {
      failed(fault);
    }
  }

  function usualForm() {
    const hours = field({ label: WORDS.usual, wide: true, required: true, maxlength: 200, hint: '例如 周一至周五8:30-12:00，13:30-17:00；中间空着的就是午休' });
    const form = filled(hours, [], () => ({ hours: hours.value.trim() }));
    return { element: form, show: (usual) => { hours.value = usual ? usual.hours : ''; } };
  }

  function specialForm() {
    const name = field({ label: '叫什么', maxlength: 40, hint: '如 春节、调休上班' });
    const first = field({ label: '从哪天起', type: 'date', required: true });
    const last = field({ label: '到哪天止', type: 'date', hint: '不写就是那一天' });
    const hours = field({ label: '这几天的时间', required: true, value: WORDS.rest, maxlength: 200, hint: WORDS.format });
    const form = filled(hours, [name, first, last], () => ({ hours: hours.value.trim(), first: first.value, last: last.value || null, name: name.value.trim() }));
    form.prepend(el('h3', { text: WORDS.add }));
    return { element: form, show: () => [name, first, last].forEach((input) => { input.value = ''; }) };
  }

  // A form whose ``hours`` say what is wrong.
  function filled(hours, others, given) {
    const save = el('button', { class: 'main', text: WORDS.save });
    return el('form', { class: 'card', on: { submit: (event) => { event.preventDefault(); put(save, hours, given()); } } },
      el('div', { class: 'fields' }, ...others.map(({ row }) => row), hours.row), el('div', { class: 'row' }, save));
  }

  async function put(save, hours, body) {
    hours.tell();
    try {
      draw(await busy(save, WORDS.saving, call('POST', `${PATH}/set`, body)));
      toast(WORDS.saved);
    } catch (fault) {
      if (fault.kind === 'refused') hours.tell([{ text: fault.message, isSerious: true }]);
      else failed(fault);
    }
  }

  draw(await call('GET', PATH, null, signal));
  main.append(el('h2', { text: WORDS.title }), el('p', { text: WORDS.about }), state, ...forms.map(({ element }) => element),
    el('h3', { text: WORDS.special }), rows, el('h3', { text: WORDS.days }), days);
}

function special(all, removed) {
  const columns = [
    { title: '哪几天', isName: true, cell: span },
    { title: '叫什么', cell: ({ name }) => name },
    { title: '时间', cell: ({ hours }) => hours },
  ];
  if (removed) columns.push({ title: '操作', cell: (row) => button(WORDS.remove, () => removed(row), { 'aria-label': `${WORDS.remove} ${row.name || span(row)}` }) });
  return table({ caption: WORDS.special, columns, rows: all.filter(({ first }) => first !== null), empty: WORDS.none });
}

// Four weeks side by side, as a calendar on the wall has them.
function calendar(days) {
  const cell = ({ day, hours, name, is_open: isOpen }) => el('li', { class: isOpen ? (name ? 'other' : '') : 'closed' },
    el('b', { text: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${WEEKDAYS[new Date(`${day}T12:00`).getDay()]}` }),
    el('span', { text: [name, isOpen ? (name ? hours : '') : WORDS.rest].filter(Boolean).join(' · ') || '照常' }));
  return el('ol', { class: 'calendar' }, ...days.map(cell));
}

function span({ first, last }) {
  return first === last ? first : `${first} 到 ${last}`;
}

function clock(time) {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}
