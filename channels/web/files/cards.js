// What a reply looks like. Data only ever becomes text nodes and checked addresses, so that nothing the engine or a
// person writes can turn into markup or script.

export function el(tag, className, text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

// The parts of one message of the REST channel. A card that is drawn says all that the text says; without one, or with
// one that has no picture, the text is shown.
export function reply({ text, custom }) {
  const draw = DRAWN.get(custom?.type);
  return draw ? draw(custom) : words('bubble', text);
}

// Some lines of text; nothing where there is nothing to say.
function words(className, ...lines) {
  const said = lines.filter(Boolean).join('\n');
  return said ? [el('p', className, said)] : [];
}

// The source is small print, with a link where there is one.
function answer({ title, head, notes, source_line: line, effective_from: from, source }) {
  const small = el('p', 'source', together(line, from && `${from}起施行`));
  const url = webAddress(source.url);
  if (url) small.append(small.textContent ? ' · ' : '', link('看原文', url));
  const said = [head, notes].map((lines) => lines.join('\n')).filter(Boolean).join('\n\n');
  const bubble = words('bubble', said);
  bubble[0]?.prepend(el('strong', 'title', title));
  return [...bubble, ...(small.textContent ? [small] : [])];
}

function list({ type, head, notes, hint, items }) {
  const cards = el('ul', 'cards');
  cards.append(...items.map((item) => drawItem(ITEMS[type](item), item)));
  return [...words('bubble', ...head), cards, ...words('note', ...notes, hint)];
}

// "" where there is no value, else the value with words around it.
const put = (value, before = '', after = '') => (value == null || value === '' ? '' : `${before}${value}${after}`);
const together = (...facts) => facts.filter(Boolean).join(' · ');

// How an item of each kind is drawn: what it is called, the facts below it, one to a line, and where it can be called.
const ITEMS = {
  stations: (item) => ({
    name: item.name,
    facts: [item.is_24h ? '24小时开放' : item.open_hours || '开放时间请电话核实', item.amenities, item.address],
    contact: item.phone,
  }),
  jobs: (item) => ({
    name: item.title,
    strong: item.pay,
    facts: [
      together(item.employer, item.city + item.district), put(item.requirements, '要求：'),
      put(item.expires_at, '截止：'), item.near_trade && '相近工种',
    ],
    contact: item.contact,
  }),
  lodgings: (item) => ({
    name: item.name,
    strong: together(put(item.free_days, '免费住', '天'), put(item.beds, '', '张床')),
    facts: [
      item.address, put(item.meals, '供餐：'), item.facilities, put(item.conditions, '条件：'),
      put(item.how_to_apply, '办理：'),
    ],
    contact: item.contact,
  }),
  service_points: (item) => ({
    name: item.name,
    facts: [item.address, item.open_hours, item.services],
    contact: item.phone,
  }),
  courses: (item) => ({
    name: item.title,
    strong: together(put(item.starts_at, '', '开课'), put(item.days, '共', '天'), put(item.fee, '费用：')),
    facts: [item.organiser, item.address, put(item.conditions, '条件：'), put(item.how_to_apply, '办理：')],
    contact: item.contact,
  }),
};

const DRAWN = new Map([['answer', answer], ['summary', summary], ...Object.keys(ITEMS).map((type) => [type, list])]);

function drawItem({ name, strong, facts, contact = '' }, { sample, distance_m: metres, route }) {
  const title = el('p', 'name');
  title.append(el('b', '', sample ? name.replace(/^示例[：:]/, '') : name));
  if (sample) title.append(el('span', 'badge', '示例'));
  if (metres != null) title.append(el('span', 'distance', distance(metres)));
  const numbers = phones(contact);
  if (contact !== numbers[0]) facts.push(put(contact, '联系：'));
  const links = numbers.map((number) => link(`☎ ${number}`, `tel:${digits(number)}`, ''));
  const way = webAddress(route);
  if (way) links.push(link('路线', way));
  const node = el('li', 'card');
  node.append(title, ...(strong ? [el('p', 'strong', strong)] : []));
  node.append(...facts.filter(Boolean).map((fact) => el('p', '', fact)), ...actions(links));
  return node;
}

function summary({ head, notes, source_line: line, hint, title, html, pdf, items }) {
  const page = link('打开网页', ownAddress(html));
  const file = Object.assign(link('下载PDF', ownAddress(pdf), ''), { download: `${title}.pdf` });
  const node = el('div', 'card');
  node.append(...actions([page, file]), ...items.map((deadline) => el('p', '', inTime(deadline))));
  return [...words('bubble', ...head, ...notes, line, hint), node];
}

function inTime({ name, last_day: last, days_left: left }) {
  const [year, month, day] = last.split('-').map(Number);
  const date = `${year}年${month}月${day}日`;
  return `${name}：` + (left < 0 ? `${date}已经过了，请尽快打12333问还能怎么办` : `最晚${date}（还有${left}天）`);
}

const distance = (metres) => (metres < 1000 ? `${Math.round(metres)}米` : `${(metres / 1000).toFixed(1)}公里`);

// Numbers that can be dialled from anywhere: with an area code, of a mobile phone, 400 or a short one such as 12333.
const digits = (number) => number.replace(/-/g, '');
const phones = (text) => text.split(/(\d[\d-]{3,}\d)/)
  .filter((part) => /^(0\d{9,11}|1[3-9]\d{9}|400\d{7}|1[12]\d{3})$/.test(digits(part)));

function actions(links) {
  if (!links.length) return [];
  const box = el('p', 'actions');
  box.append(...links);
  return [box];
}

// Called only with addresses that were made or checked here.
function link(title, href, target = '_blank') {
  return Object.assign(el('a', '', title), { href, target, rel: 'noopener noreferrer' });
}

// Addresses "relative to the gateway's root", which a proxy may have put below a path of its own.
const ownAddress = (path) => new URL(`.${path}`, document.baseURI).href;

// A full web address, or null for anything else.
function webAddress(text) {
  try {
    const { protocol, href } = new URL(text);
    return /^https?:$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}
