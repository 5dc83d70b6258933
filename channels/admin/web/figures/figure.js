// One figure: what it is by place and time, what the office entered, a form for a new value, and what tells it.

import { call } from '/staff/api.js';
import { button, el, link, toast } from '/staff/dom.js';
import { reason } from '../shared/dialog.js';
import { table } from '../shared/table.js';
import { entry } from './entry.js';
import { PATIENCE_MS, USERS, span } from './words.js';

const WORDS = {
  back: '全部数字', terms: '各地各时是多少', entered: '自己填过的', touched: '用在哪里',
  uses: (count) => `现在有 ${count} 处用到它；它变了，这些跟着变。`, unused: '现在没有哪里用到它。',
  withdraw: '撤下', confirm: '确认', own: '自己填的', now: '现在',
  ask: (value) => `撤下 ${value}？`, askText: '用回它以前的数，两秒内生效。', withdrawn: '已撤下', confirmed: '已确认，两秒内生效',
  states: { told: '在用', waiting: '等另一个人确认', withdrawn: '已撤下' },
};

export async function openFigure(main, context) {
  const { path, signal, address, session } = context;
  const figure = await call('GET', `/api/admin/figures/one?id=${encodeURIComponent(path[0])}`, null, signal, PATIENCE_MS);
  const writes = session.role !== 'auditor';
  const sheet = el('div');
  const draw = (now) => sheet.replaceChildren(...sheets(now, writes, (value) => act(value)));

  async function act({ number, act: deed, value }) {
    const why = deed === 'confirm' ? '' : await reason({ title: WORDS.ask(value), text: WORDS.askText, yes: WORDS.withdraw, danger: true });
    if (why === null) return;
    try {
      draw(await call('POST', '/api/admin/figures/act', { number, act: deed, why }, signal, PATIENCE_MS));
      toast(deed === 'confirm' ? WORDS.confirmed : WORDS.withdrawn);
    } catch (fault) {
      context.failed(fault);
    }
  }

  draw(figure);
  main.append(el('p', {}, el('a', { href: address([]), text: WORDS.back })), el('h2', { text: figure.what }),
    writes && entry(figure, context, draw), sheet);
}

function sheets(figure, writes, act) {
  return [
    el('h3', { text: WORDS.terms }), terms(figure),
    ...(figure.entered.length ? [el('h3', { text: WORDS.entered }), entered(figure, writes, act)] : []),
    el('h3', { text: WORDS.touched }), ...touched(figure.touched),
  ];
}

function terms({ terms: rows }) {
  const columns = [
    { title: '地区', isName: true, cell: ({ region }) => region },
    { title: '数', cell: ({ value, number, is_now: isNow }) => el('span', { class: 'marks' }, value,
      isNow && el('span', { class: 'tag', text: WORDS.now }), number && el('span', { class: 'tag plain', text: WORDS.own })) },
    { title: '什么时候', cell: ({ first, last }) => span(first, last) },
    { title: '来源', cell: ({ source, url }) => link(url, source) || source },
  ];
  return table({ caption: WORDS.terms, columns, rows });
}

function entered({ entered: rows }, writes, act) {
  const columns = [
    { title: '数', isName: true, cell: ({ region, value }) => `${region} ${value}` },
    { title: '什么时候', cell: ({ first, last }) => span(first, last) },
    { title: '状态', cell: ({ state }) => el('span', { class: state === 'told' ? 'tag' : state === 'waiting' ? 'tag wait' : 'tag plain', text: WORDS.states[state] }) },
    { title: '谁填的', cell: ({ who, at, why }) => `${who} ${at.slice(0, 10)}${why ? `：${why}` : ''}` },
    { title: '来源', cell: ({ source }) => source },
    { title: '操作', cell: (row) => el('span', { class: 'marks' }, ...(writes ? deeds(row, act) : [])) },
  ];
  return table({ caption: WORDS.entered, columns, rows });
}

function deeds({ number, state, value, mine }, act) {
  const named = (text) => ({ 'aria-label': `${text} ${value}` });
  return [
    state === 'waiting' && !mine && button(WORDS.confirm, () => act({ number, act: 'confirm', value }), named(WORDS.confirm)),
    state !== 'withdrawn' && button(WORDS.withdraw, () => act({ number, act: 'withdraw', value }), named(WORDS.withdraw)),
  ];
}

function touched(rows) {
  if (!rows.length) return [el('p', { class: 'none', text: WORDS.unused })];
  const columns = [
    { title: '题目', isName: true, cell: ({ user, id, title }) => (user === 'answer' ? el('a', { href: `#/faqs/${encodeURIComponent(id)}`, text: title }) : title) },
    { title: '哪一类', cell: ({ user }) => USERS[user] },
    { title: '地区', cell: ({ region }) => region },
  ];
  return [el('p', { text: WORDS.uses(rows.length) }), table({ caption: WORDS.touched, columns, rows })];
}
