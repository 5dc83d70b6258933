// One run: what came of each question, and what is other than the last time.

import { call } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { percent } from '../shared/chart.js';
import { choice } from '../shared/form.js';
import { paging, table } from '../shared/table.js';
import { CHANGES, DECISIONS, VERDICTS, WORDS } from './words.js';

const LIMIT = 50;
const PATIENCE_MS = 30000;

// Ask until all are asked; ``told``: where it is said how many are.
export async function finish(run, signal, told) {
  let now = run;
  while (now.asked < now.count && !signal.aborted) {
    now = await call('POST', '/api/admin/batches/step', { run: run.id }, signal, PATIENCE_MS);
    told.textContent = WORDS.asking(now.asked, now.count);
  }
}

export async function openRun(main, context) {
  const { path, query, signal, address } = context;
  const { run, answers, changes } = await call('GET', `/api/admin/batches/one?run=${encodeURIComponent(path[0])}`, null, signal, PATIENCE_MS);
  const wanted = query.get('only') || '';
  const rows = answers.filter((one) => isWanted(one, wanted));
  const offset = Number(query.get('offset')) || 0;
  const files = ['xlsx', 'csv'].map((form) => el('a', { class: 'file', download: '', href: `/api/admin/batches/file?run=${run.id}&form=${form}`, text: WORDS[form] }));
  main.append(
    el('p', {}, el('a', { href: address(), text: WORDS.back })), el('h2', { text: WORDS.open(run.file) }), el('p', { text: WORDS.summary(run) }),
    numbers(run, changes), goOn(run, context), filters(wanted, context), table({ caption: WORDS.title, columns: columns(), rows: rows.slice(offset, offset + LIMIT), empty: WORDS.noRows }),
    paging({ offset, limit: LIMIT, total: rows.length, turn: (to) => context.go([run.id], { only: wanted, offset: to }) }), el('p', { class: 'links' }, ...files));
}

const verdict = ({ is_right: isRight }) => (isRight === null ? 'unjudged' : isRight ? 'right' : 'wrong');
const isWanted = (one, wanted) => !wanted || verdict(one) === wanted || `now-${one.change}` === wanted;

function numbers({ right, wrong }, changes) {
  const tag = (text, kind = 'plain') => el('span', { class: `tag ${kind}`, text });
  return el('p', { class: 'marks' },
    tag(`${WORDS.isRight} ${right}`, ''), tag(`${WORDS.isWrong} ${wrong}`, wrong ? 'past' : 'plain'), tag(`${WORDS.rate} ${percent(right, right + wrong)}`),
    ...Object.entries(changes).map(([key, count]) => tag(`${CHANGES[key]} ${count}`, key === 'wrong' ? 'past' : key === 'right' ? '' : 'plain')));
}

function goOn(run, { session, signal, stay, failed }) {
  if (run.asked === run.count || session.role === 'auditor') return el('span');
  const told = el('span', { role: 'status' });
  const act = (event) => busy(event.target, '', finish(run, signal, told)).then(stay, failed);
  return el('div', { class: 'row' }, button(WORDS.go, act, { class: 'main' }), told);
}

function filters(wanted, { path, go }) {
  const options = [['', WORDS.all], ...Object.entries(VERDICTS), ...Object.entries(CHANGES).map(([key, text]) => [`now-${key}`, text])];
  return choice({ label: WORDS.filter, options, value: wanted, on: { change: (event) => go(path, { only: event.target.value }) } }).row;
}

function columns() {
  return [
    { title: WORDS.question, isName: true, cell: ({ question }) => question },
    { title: WORDS.region, cell: ({ region }) => region },
    { title: WORDS.expected, cell: ({ expected }) => (expected === '' ? WORDS.refuse : expected || '') },
    { title: WORDS.decision, cell: ({ decision }) => DECISIONS[decision] },
    { title: WORDS.told, cell: ({ entry, told }) => entry && el('a', { href: `#/faqs/${encodeURIComponent(entry)}`, text: told || entry }) },
    { title: WORDS.score, cell: ({ score }) => (score === null ? '' : `${Math.round(100 * score)}%`) },
    { title: WORDS.verdict, cell: mark },
    { title: WORDS.change, cell: ({ change, before }) => el('span', {}, CHANGES[change], change !== 'same' && change !== 'new' && el('small', { text: `（${WORDS.before(before)}）` })) },
  ];
}

function mark(one) {
  const kind = verdict(one);
  return kind === 'unjudged' ? '' : el('span', { class: kind === 'right' ? 'tag' : 'tag past', text: kind === 'right' ? WORDS.isRight : WORDS.isWrong });
}
