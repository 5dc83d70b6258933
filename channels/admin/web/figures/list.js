// All figures, with what they are today in some region and what is announced.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { field } from '../shared/form.js';
import { places } from '../shared/places.js';
import { table } from '../shared/table.js';

const WORDS = {
  title: '数字', region: '在哪个地区', text: '找哪个数', show: '查看',
  about: '最低工资、失业金这些每年会变的数，只在这里填一次：从那天起，所有用到它的回答、自查和计算一起变，以前的日子还用老的。',
  differs: '各地不同', unknown: '这里没有', own: (count) => `自己填的 ${count}`, waiting: (count) => `等确认 ${count}`,
  none: '没有这样的数。',
};

export async function openList(main, { query, signal, address, cities, go }) {
  const region = query.get('region') || '';
  const { figures } = await call('GET', `/api/admin/figures/table?region=${encodeURIComponent(region)}`, null, signal);
  const known = places(cities);
  const place = field({ label: WORDS.region, value: region, list: known.id, placeholder: '全国' });
  const text = field({ label: WORDS.text, type: 'search', value: query.get('text') || '', on: { input: () => draw() } });
  const sheet = el('div');
  const form = el('form', { class: 'card fields', on: { submit: (event) => { event.preventDefault(); go([], { region: place.value.trim(), text: text.value.trim() }); } } },
    place.row, text.row, el('button', { text: WORDS.show }), known.element);

  function draw() {
    const wanted = text.value.trim();
    const rows = figures.filter(({ id, what }) => `${id} ${what}`.includes(wanted));
    sheet.replaceChildren(table({ caption: WORDS.title, columns: columns(region, address), rows, empty: WORDS.none }));
  }

  draw();
  main.append(el('h2', { text: WORDS.title }), el('p', { text: WORDS.about }), form, sheet);
}

function columns(region, address) {
  return [
    { title: '数', isName: true, cell: ({ id, what }) => el('a', { href: address([id]), text: what }) },
    { title: '现在', cell: (line) => now(line, region) },
    { title: '从哪天起', cell: ({ first }) => first || '' },
    { title: '以后', cell: ({ coming, coming_from: from }) => coming && el('span', { class: 'tag wait', text: `${from} 起 ${coming}` }) },
    { title: '自己填的', cell: marks },
  ];
}

function now({ value, region: from }, region) {
  if (!value) return region ? WORDS.unknown : WORDS.differs;
  return from === (region || '全国') ? value : `${value}（${from}）`;
}

function marks({ own, waiting }) {
  return el('span', { class: 'marks' },
    own > 0 && el('span', { class: 'tag', text: WORDS.own(own) }), waiting > 0 && el('span', { class: 'tag wait', text: WORDS.waiting(waiting) }));
}
