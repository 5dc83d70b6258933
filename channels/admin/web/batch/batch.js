// 批量测试: a file of questions, asked all at once; and the runs of before.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { percent } from '../shared/chart.js';
import { table } from '../shared/table.js';
import { finish, openRun } from './run.js';
import { WORDS } from './words.js';

const PATIENCE_MS = 30000;

export async function open(main, context) {
  await (context.path.length ? openRun(main, context) : openRuns(main, context));
}

async function openRuns(main, context) {
  const { runs } = await call('GET', '/api/admin/batches', null, context.signal);
  main.append(el('h2', { text: WORDS.title }), el('p', { text: WORDS.about }));
  if (context.session.role !== 'auditor') main.append(upload(context));
  main.append(el('h3', { text: WORDS.runs }), table({ caption: WORDS.runs, columns: columns(context), rows: runs, empty: WORDS.none }));
}

function upload({ signal, go, failed }) {
  const input = el('input', { type: 'file', id: 'batch-file', accept: '.csv,.xlsx', required: '' });
  const start = el('button', { class: 'main', text: WORDS.begin });
  const told = el('span', { role: 'status' });
  const send = async (event) => {
    event.preventDefault();
    const form = new FormData();
    form.append('file', input.files[0]);
    try {
      const run = await busy(start, WORDS.reading, call('POST', '/api/admin/batches', form, signal, PATIENCE_MS));
      await busy(start, '', finish(run, signal, told));
      go([run.id]);
    } catch (fault) {
      failed(fault);
    }
  };
  return el('form', { class: 'card', on: { submit: send } },
    el('label', { for: input.id, text: WORDS.file }), el('div', { class: 'row' }, input, start, told));
}

function columns({ address }) {
  const time = ({ at }) => new Date(`${at}Z`).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' });
  return [
    { title: WORDS.name, isName: true, cell: ({ id, file }) => el('a', { href: address([id]), text: WORDS.open(file) }) },
    { title: WORDS.at, cell: time },
    { title: WORDS.who, cell: ({ who }) => who },
    { title: WORDS.count, cell: ({ count, asked }) => (asked < count ? `${asked} / ${count} ${WORDS.unfinished}` : String(count)) },
    { title: WORDS.right, cell: ({ right }) => String(right) },
    { title: WORDS.wrong, cell: ({ wrong }) => String(wrong) },
    { title: WORDS.rate, cell: ({ right, wrong }) => percent(right, right + wrong) },
  ];
}
