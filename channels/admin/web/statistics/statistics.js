// 统计: what came of conversations in a chosen time, and the files of it.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { bars, lines, percent, share } from '../shared/chart.js';
import { choice, field } from '../shared/form.js';
import { table } from '../shared/table.js';
import { files } from './files.js';
import { BESIDE, OUTCOMES, WORDS } from './words.js';

const PATIENCE_MS = 20000;
const DAY_MS = 24 * 3600 * 1000;

export async function open(main, context) {
  const { query, signal, session } = context;
  const wish = { first: query.get('first') || daysAgo(29), last: query.get('last') || daysAgo(0), region: query.get('region') || '', topic: query.get('topic') || '' };
  const asked = (given) => call('GET', `/api/admin/statistics?${new URLSearchParams(given)}`, null, signal, PATIENCE_MS);
  // Names to choose from are those of all of that time.
  const [found, all] = await Promise.all([asked(wish), asked({ first: wish.first, last: wish.last })]);
  main.append(el('h2', { text: WORDS.title }), el('p', { text: WORDS.about }), filters(wish, all, context), ...drawn(found), files(session));
}

// The date in China so many days ago.
function daysAgo(count) {
  return new Date(Date.now() + 8 * 3600 * 1000 - count * DAY_MS).toISOString().slice(0, 10);
}

function filters(wish, all, { address, go }) {
  const first = field({ label: WORDS.first, type: 'date', value: wish.first, max: daysAgo(0), required: true });
  const last = field({ label: WORDS.last, type: 'date', value: wish.last, max: daysAgo(0), required: true });
  const options = (parts) => [['', WORDS.all], ...parts.map(({ key, name }) => [key, name])];
  const region = choice({ label: WORDS.region, options: options(all.regions), value: wish.region });
  const topic = choice({ label: WORDS.topic, options: options(all.topics), value: wish.topic });
  const search = (event) => { event.preventDefault(); go([], { first: first.value, last: last.value, region: region.value, topic: topic.value }); };
  const spans = WORDS.spans.map(([text, days]) => el('a', { href: address([], { ...wish, first: daysAgo(days - 1), last: daysAgo(0) }), text }));
  return el('form', { class: 'card fields', on: { submit: search } },
    first.row, last.row, region.row, topic.row, el('button', { text: WORDS.show }), el('p', { class: 'spans' }, ...spans));
}

const turns = ({ outcomes }) => Object.values(outcomes).reduce((sum, count) => sum + count, 0);
const askedOf = (counts) => turns(counts) - Object.keys(BESIDE).reduce((sum, key) => sum + (counts.outcomes[key] || 0), 0);

function drawn(found) {
  if (!turns(found)) return [el('p', { class: 'none', text: WORDS.none })];
  const whole = askedOf(found);
  return [
    tiles(found, whole), section(WORDS.outcomes, outcomes(found, whole)), section(WORDS.days, days(found)), section(WORDS.hours, hours(found)),
    section(WORDS.regions, parts(WORDS.regions, found.regions, whole)), section(WORDS.topics, parts(WORDS.topics, found.topics, whole)), section(WORDS.entries, entries(found)),
  ];
}

const section = (title, ...children) => el('section', {}, el('h3', { text: title }), ...children);

function tiles({ outcomes: counts, conversations, helpful, unhelpful }, whole) {
  const tile = (title, value, small = '') => el('div', { class: 'tile' }, el('dt', { text: title }), el('dd', {}, el('strong', { text: value }), small && el('small', { text: small })));
  const rate = (key) => tile(WORDS[key], percent(counts[key] || 0, whole), String(counts[key] || 0));
  return el('dl', { class: 'tiles' }, tile(WORDS.conversations, String(conversations)), tile(WORDS.asked, String(whole)), rate('answered'), rate('refused'), rate('handoff'),
    tile(WORDS.satisfaction, percent(helpful, helpful + unhelpful), WORDS.judged(helpful + unhelpful)));
}

function outcomes({ outcomes: counts }, whole) {
  const rows = [...Object.entries(OUTCOMES), ...Object.entries(BESIDE)].filter(([key]) => counts[key]).map(([key, name]) => ({ key, name, count: counts[key] }));
  const columns = [
    { title: WORDS.outcome, isName: true, cell: ({ name }) => name },
    { title: WORDS.count, cell: ({ count }) => String(count) },
    { title: WORDS.part, cell: ({ key, count }) => (key in BESIDE ? WORDS.beside : share(count, whole)) },
  ];
  return table({ caption: WORDS.outcomes, columns, rows });
}

function days(found) {
  const of = (key) => found.days.map(({ outcomes: counts }) => counts[key] || 0);
  const series = [{ name: WORDS.asked, values: found.days.map(askedOf) }, { name: WORDS.answered, values: of('answered') }, { name: WORDS.refused, values: of('refused') }];
  return lines({ title: WORDS.days, axis: WORDS.day, names: found.days.map(({ day }) => day.slice(5)), series });
}

function hours(found) {
  const names = found.hours.map((_, hour) => WORDS.hour(hour));
  return bars({ title: WORDS.hours, axis: WORDS.at, names, series: [{ name: WORDS.asked, values: found.hours }] });
}

function parts(caption, rows, whole) {
  const of = (key) => ({ outcomes: counts }) => String(counts[key] || 0);
  const columns = [
    { title: caption, isName: true, cell: ({ name }) => name },
    { title: WORDS.asked, cell: (part) => String(turns(part)) },
    { title: WORDS.part, cell: (part) => share(turns(part), whole) },
    { title: WORDS.answered, cell: of('answered') },
    { title: WORDS.refused, cell: of('refused') },
  ];
  return table({ caption, columns, rows });
}

function entries(found) {
  const columns = [
    { title: WORDS.entry, isName: true, cell: ({ id, question }) => el('a', { href: `#/faqs/${encodeURIComponent(id)}`, text: question || id }) },
    ...['told', 'listed', 'desk'].map((key) => ({ title: WORDS[key], cell: (row) => String(row[key]) })),
  ];
  return table({ caption: WORDS.entries, columns, rows: found.entries, empty: WORDS.noEntries });
}
