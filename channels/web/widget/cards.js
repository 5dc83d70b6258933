// What a message looks like. A card that is drawn says all that its text says; without one the text is shown.

// The parts of a message; `base`: where the server is; `speak(shown, message)`: says something for the person.
function draw(message, base, speak) {
  const card = message.custom || {};
  const drawer = DRAWN[card.type];
  const parts = drawer ? drawer(card, message, base, speak) : bubble(message.text);
  const buttons = card.type === 'choices' ? [] : message.buttons || [];
  return buttons.length ? parts.concat(chips(buttons, speak)) : parts;
}

const lines = (...texts) => texts.filter(Boolean).join('\n');
const together = (...facts) => facts.filter(Boolean).join(' · ');
// "" where there is no value, else the value with words around it.
const around = (value, before, after) => (value == null || value === '' ? '' : `${before || ''}${value}${after || ''}`);
// "2026-07-01" or "2026-07", as it is said.
const date = (day) => day.split('-').map((number, index) => Number(number) + '年月日'[index]).join('');
const bubble = (...texts) => (lines(...texts) ? [say('p', 'bubble', lines(...texts))] : []);
const notes = (...texts) => (lines(...texts) ? [say('p', 'note', lines(...texts))] : []);

function chips(buttons, speak) {
  return put(el('div', 'chips'), ...buttons.map(({ title, payload }) => button(title, () => speak(title, payload || title))));
}

// The question that is answered, whether it is in force, the answer with its steps, and where it comes from.
function answer(card) {
  const node = el('div', 'card');
  const title = (card.title || '').replace(/^【|】$/g, '');
  if (title) put(node, put(el('p', 'title', title), inForce(card)));
  card.head.forEach((text) => put(node, ...steps(text)));
  return [put(node, ...notes(...card.notes), ...source(card))];
}

// Until the end of a day in China.
function inForce({ effective_to: until }) {
  if (until === undefined) return null;
  return until && new Date(`${until}T24:00+08:00`) < Date.now() ? worded(el('span', 'badge ended'), TEXTS.ended) : worded(el('span', 'badge'), TEXTS.in_force);
}

// A text in which steps are counted (①…②…, or 1. … a line) as a list; what follows the last of them is no step.
function steps(text) {
  const parts = text.split(/(?=[①-⑳])|\n(?=\d{1,2}[.、．])/);
  const isStep = (part) => /^([①-⑳]|\d{1,2}[.、．])/.test(part);
  if (parts.filter(isStep).length < 2) return [say('p', '', text)];
  const [, last, rest] = /^([^。]*。?)([\s\S]*)$/.exec(parts.pop());
  const items = parts.filter(isStep).concat(last).map((part) => say('li', '', part.replace(/^([①-⑳]|\d{1,2}[.、．])\s*/, '')));
  const before = parts.filter((part) => !isStep(part)).join('').trim();
  return [before && say('p', '', before), put(el('ol', 'steps'), ...items), rest.trim() && say('p', '', rest.trim())];
}

function source({ source_line: line, effective_from: from, source: paper }) {
  const text = together(line, from && date(from) + TEXTS.since);
  const url = paper && webAddress(paper.url);
  if (!text && !url) return [];
  const told = el('p', '', text);
  if (url) put(told, document.createTextNode(text ? ' · ' : ''), worded(link('', url), TEXTS.original));
  return [put(Object.assign(el('details', 'source'), { open: true }), el('summary', '', TEXTS.whence), told)];
}

// What was reckoned: the figures large, how they came about to be folded open.
function result(card) {
  const node = el('div', 'card');
  const large = figures(card);
  large.forEach(([name, value]) => put(node, put(el('p', 'figure'), el('span', '', name), el('b', '', value))));
  const isLarge = (text) => large.some(([name]) => name && text.indexOf(`${name}：`) === 0);
  put(node, ...card.head.map((text) => !isLarge(text) && say('p', '', text)));
  put(node, folded(TEXTS.made_from, (card.inputs || []).map(input)), folded(TEXTS.how, (card.items || []).map(step)));
  return [put(node, ...notes(...card.notes, ...(card.assumptions || [])), ...source(card), ...notes(card.hint))];
}

function figures({ type, month, total, results }) {
  if (type === 'retirement') return [['', date(month)]];
  if (type === 'pension') return [['', `${money(total)}${TEXTS.a_month}`]];
  return (results || []).map(({ name, amount, unit }) => [name, `${money(amount)}${unit}`]);
}

const money = (amount) => Number(amount).toLocaleString('zh-CN', { maximumFractionDigits: 2 });
const input = (given) => say('li', '', typeof given === 'string' ? given : together(`${given.name}：${given.value}`, given.source));

function step(line) {
  if (typeof line === 'string') return say('li', '', line);
  const item = put(el('li'), el('b', '', line.name), say('span', '', `：${line.formula}`));
  return put(item, line.article && el('span', 'article', `（${line.article}）`));
}

function folded(title, items) {
  return items.length ? put(el('details'), el('summary', '', title), put(el('ol'), ...items)) : null;
}

// Whether the conditions of something are met, and which are not.
function selfCheck(card) {
  const node = put(el('div', `card ${card.decision}`), ...card.head.map((text) => say('p', '', text)));
  if (card.items.length) put(node, put(el('ul'), ...card.items.map((item) => say('li', '', item))));
  return [put(node, ...notes(...card.notes, card.hint), ...source(card))];
}

// What to choose from: each a line to be pressed.
function choices(card, message, base, speak) {
  return choosing(lines(...card.head), message.buttons || [], speak).concat(notes(...card.notes, card.hint));
}

function choosing(title, given, speak) {
  const items = given.map((one) => put(el('li'), button(one.title, () => speak(one.title, one.payload || one.title))));
  return [put(el('div', 'card'), el('p', 'title', title), put(el('ul', 'choices'), ...items))];
}

// Whom to call: first of all in danger, and with one tap.
function handoff(card, message) {
  const calls = card.items.map((number) => dialling(number, `☎ ${TEXTS.dial} ${number}`));
  const node = el('div', `card ${card.status}`);
  if (calls.length) put(node, put(el('p', 'calls'), ...calls));
  return [put(node, say('p', '', message.text))];
}

function summary(card, message, base) {
  const file = (title, path, name) => Object.assign(link(title, new URL(`.${path}`, base).href), name ? { download: name } : {});
  const papers = (card.documents || []).map((paper) => put(
    el('p', 'actions'), el('span', '', paper.title), file('Word', paper.docx, `${paper.title}.docx`), file('PDF', paper.pdf, `${paper.title}.pdf`),
  ));
  const own = put(el('p', 'actions'), file(TEXTS.page, card.html), file(TEXTS.pdf, card.pdf, `${card.title}.pdf`));
  const node = put(el('div', 'card'), own, ...papers, ...card.items.map((deadline) => el('p', '', inTime(deadline))));
  return bubble(...card.head, ...card.notes, card.source_line, card.hint).concat(node);
}

function inTime({ name, last_day: last, days_left: left }) {
  const told = left < 0 ? [date(last), TEXTS.passed] : [TEXTS.latest, date(last), `（${TEXTS.left}${left}${TEXTS.days}）`];
  return [name, '：', ...told].join('');
}

function list({ type, head, notes: below, hint, items }) {
  const cards = items.map((item) => place(ITEMS[type](item), item));
  return bubble(...head).concat(put(el('ul', 'cards'), ...cards), notes(...below, hint));
}

// How an item of each kind is drawn: what it is called, the facts below it, one to a line, and where it can be called.
const ITEMS = {
  stations: (item) => ({
    name: item.name,
    facts: [item.is_24h ? TEXTS.all_day : item.open_hours || (item.phone ? TEXTS.no_hours : ''), item.amenities, item.address],
    contact: item.phone,
  }),
  jobs: (item) => ({
    name: item.title,
    strong: item.pay,
    facts: [
      together(item.employer, item.city + item.district), around(item.requirements, TEXTS.requirements),
      item.expires_at && TEXTS.until + date(item.expires_at), item.near_trade && TEXTS.near_trade,
    ],
    contact: item.contact,
  }),
  lodgings: (item) => ({
    name: item.name,
    strong: together(around(item.free_days, TEXTS.free, TEXTS.days), around(item.beds, '', TEXTS.beds)),
    facts: [
      item.address, around(item.meals, TEXTS.meals), item.facilities, around(item.conditions, TEXTS.conditions),
      around(item.how_to_apply, TEXTS.apply),
    ],
    contact: item.contact,
  }),
  service_points: (item) => ({
    name: item.name, facts: [item.address, item.open_hours, item.services], contact: item.phone,
  }),
  courses: (item) => ({
    name: item.title,
    strong: together(around(item.starts_at, '', TEXTS.starts), around(item.days, TEXTS.lasts, TEXTS.days), around(item.fee, TEXTS.fee)),
    facts: [item.organiser, item.address, around(item.conditions, TEXTS.conditions), around(item.how_to_apply, TEXTS.apply)],
    contact: item.contact,
  }),
};

function place({ name, strong, facts, contact }, item) {
  const { sample, distance_m: metres, route } = item;
  const title = put(el('p', 'name'), el('b', '', sample ? name.replace(/^示例[：:]|（示例）$/g, '') : name));
  if (sample) put(title, el('span', 'badge sample', TEXTS.sample));
  if (metres != null) put(title, el('span', 'distance', distance(metres)));
  const numbers = phones(contact);
  const told = facts.concat(contact !== numbers[0] && around(contact, TEXTS.contact),
    !sample && around(item.source, TEXTS.source, around(item.verified_at, ' ')));
  const links = numbers.map((number) => dialling(number));
  const way = webAddress(route);
  if (way) links.push(link(TEXTS.route, way));
  const node = put(el('li', 'card'), title, strong && el('p', 'strong', strong));
  put(node, ...told.filter(Boolean).map((fact) => el('p', '', fact)));
  return links.length ? put(node, put(el('p', 'actions'), ...links)) : node;
}

const distance = (metres) => (metres < 1000 ? `${Math.round(metres)}米` : `${(metres / 1000).toFixed(1)}公里`);

const DRAWN = {
  answer, choices, handoff, summary, selfcheck: selfCheck, retirement: result, pension: result, entitlement: result,
};
Object.keys(ITEMS).forEach((type) => { DRAWN[type] = list; });
