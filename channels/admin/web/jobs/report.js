// How a version did beside the one in use: what is newly right and newly wrong, question by question.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { table } from '../shared/table.js';
import { megabytes, nameOf, percent, VERDICTS, when } from './words.js';

const WORDS = {
  back: '← 版本与任务', title: (one, other) => `${nameOf(one)} 和 ${nameOf(other)} 比`, fit: '不比正在用的差，可以发布。', worse: '不如正在用的：',
  sides: '总的', before: '正在用的', now: '这个版本', sets: '每一套题', confusions: '问这件、答成那件', noConfusions: '没有。',
  wrong: (count) => `新答错的（${count} 道）`, right: (count) => `新答对的（${count} 道）`, none: '没有。', hidden: '这一套题不给看，只数数：看过就不能再用来考了。',
  asked: '题', place: '在哪问', expected: '该答', refuse: '答不了，该婉拒', nowhere: '不限', measured: (at) => `${when(at)} 比的`,
};

export async function openReport(main, { path, signal, address }) {
  const { report, objections } = await call('GET', `/api/admin/versions/report?name=${encodeURIComponent(path[1] || '')}`, null, signal);
  main.append(el('p', {}, el('a', { href: address([]), text: WORDS.back })),
    el('h2', { text: WORDS.title(report.candidate, report.against) }), verdict(objections), el('p', { class: 'meta', text: WORDS.measured(report.measured_at) }),
    el('h3', { text: WORDS.sides }), sides(report), el('h3', { text: WORDS.sets }), sets(report.sets),
    ...report.sets.flatMap(differences), el('h3', { text: WORDS.confusions }), confusions(report.confusions));
}

function verdict(objections) {
  if (!objections.length) return el('p', { class: 'verdict', text: WORDS.fit });
  return el('div', { class: 'verdict worse' }, el('p', { text: WORDS.worse }), el('ul', {}, ...objections.map((text) => el('li', { text }))));
}

function sides({ before, now }) {
  const rows = [
    ...Object.entries(VERDICTS).map(([key, text]) => [text, (side) => side[key]]),
    ['排第一的就对', (side) => percent(side.first)],
    ...now.curve.map(({ kept }, at) => [`留住 ${Math.round(kept * 100)}% 能答的，误答不能答的`, (side) => percent(side.curve[at]?.wrongly ?? 0)]),
    ['每题毫秒（一半 / 95%）', (side) => `${side.p50_ms.toFixed(0)} / ${side.p95_ms.toFixed(0)}`],
    ['大小', (side) => megabytes(side.size)],
  ];
  const columns = [
    { title: '项目', isName: true, cell: ([text]) => text },
    { title: WORDS.before, cell: ([, of]) => String(of(before)) },
    { title: WORDS.now, cell: ([, of]) => String(of(now)) },
  ];
  return table({ caption: WORDS.sides, columns, rows });
}

function sets(all) {
  const columns = [
    { title: '哪套题', isName: true, cell: ({ name }) => name },
    { title: '几道', cell: ({ asked }) => String(asked) },
    { title: '新答对', cell: ({ newly_right: count }) => String(count) },
    { title: '新答错', cell: ({ newly_wrong: count }) => String(count) },
  ];
  return table({ caption: WORDS.sets, columns, rows: all });
}

function differences({ name, newly_right: rights, newly_wrong: wrongs, right, wrong }) {
  if (!rights && !wrongs) return [];
  const isHidden = !right.length && !wrong.length;
  const parts = isHidden ? [el('p', { class: 'none', text: WORDS.hidden })]
    : [[WORDS.wrong(wrongs), wrong], [WORDS.right(rights), right]].flatMap(([text, some]) => [el('h4', { text }), questions(text, some)]);
  return [el('h3', { text: name }), ...parts];
}

function questions(caption, rows) {
  const came = (how, found) => `${VERDICTS[how]}${found ? `：${found}` : ''}`;
  const columns = [
    { title: WORDS.asked, isName: true, cell: ({ asked }) => asked },
    { title: WORDS.place, cell: ({ region }) => region || WORDS.nowhere },
    { title: WORDS.expected, cell: ({ expected }) => expected.join('、') || WORDS.refuse },
    { title: WORDS.before, cell: (one) => came(one.before, one.found_before) },
    { title: WORDS.now, cell: (one) => came(one.now, one.found_now) },
  ];
  return table({ caption, columns, rows, empty: WORDS.none });
}

function confusions(all) {
  const columns = [
    { title: '问的', isName: true, cell: ({ asked }) => asked },
    { title: '答成', cell: ({ answered }) => answered },
    { title: WORDS.before, cell: ({ before }) => String(before) },
    { title: WORDS.now, cell: ({ now }) => String(now) },
  ];
  return table({ caption: WORDS.confusions, columns, rows: all, empty: WORDS.noConfusions });
}
