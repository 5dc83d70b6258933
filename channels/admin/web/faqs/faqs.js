// 问答: all FAQs of the office, to be searched, edited and published.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { paging, table } from '../shared/table.js';

const LIMIT = 50;

export async function open(main, { query, signal, go }) {
  const offset = Number(query.get('offset')) || 0;
  const { faqs, total } = await call('GET', `/api/admin/faqs?offset=${offset}&limit=${LIMIT}`, null, signal);
  const columns = [
    { title: '问题', isName: true, cell: ({ contents }) => contents.question },
    { title: '地区', cell: ({ contents }) => contents.region || '全国' },
    { title: '分类', cell: ({ contents }) => contents.category },
  ];
  main.append(el('h2', { text: '问答' }), table({ caption: '问答', columns, rows: faqs }),
    paging({ offset, limit: LIMIT, total, turn: (to) => go([], { offset: to }) }));
}
