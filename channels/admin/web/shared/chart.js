// Drawings of numbers: lines over days and bars over hours, as SVG of our own. Beside each stands a table that says the same, for
// who cannot see it or wants the numbers.

import { el } from '/staff/dom.js';
import { table } from './table.js';

const WIDTH = 720, HEIGHT = 220, LEFT = 44, BOTTOM = 26, TOP = 10, RIGHT = 8;
const MOST_NAMES = 8;
const WORDS = { numbers: '看数字' };
// The name of the language of drawings, from the browser: no address stands in any file of the page.
const SVG = document.createRange().createContextualFragment('<svg></svg>').firstChild.namespaceURI;

// ``series``: [{name, values}], each as long as ``names``; ``title``: what it shows, for who cannot see it; ``axis``: what the
// names are.
export function lines({ title, axis, names, series }) {
  const scale = scaled(series);
  const step = names.length > 1 ? (WIDTH - LEFT - RIGHT) / (names.length - 1) : 0;
  const x = (number) => LEFT + number * step;
  const drawn = series.map(({ name, values }, number) => svg('polyline', {
    class: `series s${number}`, points: values.map((value, at) => `${round(x(at))},${round(scale.y(value))}`).join(' '),
  }, named(name)));
  const picture = frame({ title, scale, names, x }, ...drawn);
  return figure({ title, axis, names, series, legend: true }, picture);
}

// One number for each name.
export function bars({ title, axis, names, series }) {
  const scale = scaled(series);
  const step = (WIDTH - LEFT - RIGHT) / names.length;
  const x = (number) => LEFT + (number + 0.5) * step;
  const drawn = series[0].values.map((value, number) => svg('rect', {
    class: 'bar', x: round(x(number) - step * 0.36), width: round(step * 0.72), y: round(scale.y(value)), height: round(scale.y(0) - scale.y(value)),
  }));
  return figure({ title, axis, names, series }, frame({ title, scale, names, x }, ...drawn));
}

// A share from 0 to 1, drawn into the cell of a table beside its words.
export function share(part, whole) {
  const value = whole ? part / whole : 0;
  const picture = svg('svg', { class: 'share', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'rest', width: 100, height: 10 }), svg('rect', { class: 'bar', width: round(100 * value), height: 10 }));
  return el('span', { class: 'shared' }, picture, el('span', { text: percent(part, whole) }));
}

export function percent(part, whole) {
  return whole ? `${(100 * part / whole).toFixed(1)}%` : '—';
}

function figure({ title, axis, names, series, legend = false }, picture) {
  const rows = names.map((name, number) => ({ name, values: series.map(({ values }) => values[number]) }));
  const columns = [
    { title: axis, isName: true, cell: ({ name }) => name },
    ...series.map(({ name }, number) => ({ title: name, cell: ({ values }) => String(values[number]) })),
  ];
  const numbers = el('details', {}, el('summary', { text: WORDS.numbers }), table({ caption: title, columns, rows }));
  return el('figure', { class: 'chart' }, picture, legend && key(series), numbers);
}

// Each line has a colour and a pattern of its own.
function key(series) {
  const item = ({ name }, number) => el('li', {},
    svg('svg', { viewBox: '0 0 28 8', width: 28, height: 8, 'aria-hidden': 'true' }, svg('line', { class: `series s${number}`, x1: 0, x2: 28, y1: 4, y2: 4 })), name);
  return el('ul', { class: 'legend' }, ...series.map(item));
}

function frame({ title, scale, names, x }, ...drawn) {
  const rules = scale.marks.map((mark) => svg('g', {},
    svg('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: round(scale.y(mark)), y2: round(scale.y(mark)) }),
    word(mark, LEFT - 6, scale.y(mark) + 4, 'end')));
  const every = Math.ceil(names.length / MOST_NAMES);
  const below = names.map((name, number) => (number % every ? null : word(name, x(number), HEIGHT - 8, 'middle')));
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title }, ...rules, ...below.filter(Boolean), ...drawn);
}

function word(text, x, y, anchor) {
  const made = svg('text', { x: round(x), y: round(y), 'text-anchor': anchor });
  made.textContent = text;
  return made;
}

// Said where the pointer rests on a line.
function named(name) {
  const made = svg('title', {});
  made.textContent = name;
  return made;
}

// From 0 to a round number above all values, with a mark at each quarter at most.
function scaled(series) {
  const highest = Math.max(1, ...series.flatMap(({ values }) => values));
  const step = roundUp(highest / 4);
  const count = Math.ceil(highest / step);
  const y = (value) => HEIGHT - BOTTOM - (value / (step * count)) * (HEIGHT - BOTTOM - TOP);
  return { y, marks: Array.from({ length: count + 1 }, (_, number) => number * step) };
}

// The next of 1, 2, 5, 10, 20, 50 …
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((mark) => mark >= value);
}

const round = (number) => Math.round(number * 10) / 10;

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
