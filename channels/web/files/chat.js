import { el, reply } from './cards.js';

const WEBHOOK = 'webhooks/rest/webhook';
const PATIENCE_MS = 30000;
const RETRY_MS = 3000;
const $ = (id) => document.getElementById(id);
const [log, city, large, input] = ['log', 'city', 'large', 'text'].map($);

// Private windows may refuse storage; the page works without it.
const stored = (storage, key) => { try { return window[storage].getItem(key); } catch { return null; } };
const store = (storage, key, value) => { try { window[storage].setItem(key, value); } catch { /* kept for this page only */ } };

function newSender() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = 'web-' + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  store('sessionStorage', 'sender', id);
  return id;
}
const sender = stored('sessionStorage', 'sender') || newSender();

function chip(title, action) {
  const button = el('button', '', title);
  button.type = 'button';
  button.onclick = action;
  return button;
}

function addRow(who, ...parts) {
  const row = el('div', `row ${who}`);
  const body = el('div', 'body');
  body.append(...parts);
  row.append(body);
  log.append(row);
  return row;
}

// What does not fit on the screen is read from its start.
function reveal(first, last = first) {
  last.scrollIntoView({ block: 'end' });
  if (first.getBoundingClientRect().top < $('scroll').getBoundingClientRect().top) first.scrollIntoView({ block: 'start' });
}

function chips(buttons) {
  const box = el('div', 'chips');
  box.append(...buttons);
  return box;
}

function show(message) {
  const parts = reply(message);
  const buttons = message.buttons || [];
  if (buttons.length) parts.push(chips(buttons.map(({ title, payload }) => chip(title, () => say(title, payload || title)))));
  return parts.length ? addRow('bot', ...parts) : null;
}

// Where the person is, once told: for this page only, never stored.
let here = null;

function metadata() {
  return { ...(city.value && { region: city.value }), ...(here && { location: here }) };
}

async function ask(message) {
  const body = { sender, message, metadata: metadata() };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(WEBHOOK, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: abort.signal,
    });
    const answer = await response.json();
    return Array.isArray(answer) ? answer : [{ text: answer.error.message }];
  } finally {
    clearTimeout(timer);
  }
}

let waiting = 0;
let queue = Promise.resolve();

// One after the other: what was said first is answered first.
function deliver(message) {
  waiting += 1;
  $('typing').hidden = false;
  $('typing').scrollIntoView({ block: 'end' });
  queue = queue.then(() => ask(message)).then(
    (messages) => settle(() => messages.map(show)),
    () => settle(() => [offerAgain(message)]),
  );
}

function settle(showResult) {
  waiting -= 1;
  $('typing').hidden = waiting === 0;
  const rows = showResult().filter(Boolean);
  if (rows.length) reveal(rows[0], rows[rows.length - 1]);
}

function offerAgain(message) {
  const again = chip('重发', () => { row.remove(); input.focus(); deliver(message); });
  const row = addRow('bot', el('p', 'bubble', '网络好像断了，这句话没送到。等一下再发一次好吗？急事请打12333。'), chips([again]));
  return row;
}

function say(shown, message = shown) {
  reveal(addRow('user', el('p', 'bubble', shown)));
  deliver(message);
}

// Only the last of several requests counts: an older one may wait for ever for a permission that nobody gave.
let locating = 0;

function locate() {
  const request = ++locating;
  const settled = (then) => (position) => {
    if (request !== locating) return;
    $('here').setAttribute('aria-busy', 'false');
    then(position);
  };
  const located = settled(({ coords }) => {
    // Four digits are eleven metres, which is enough to find what is near.
    const [lat, lng] = [coords.latitude, coords.longitude].map((degrees) => Number(degrees.toFixed(4)));
    here = { lat, lng, coord_sys: 'wgs84' };
    say('[我的位置]', '');
  });
  const missed = settled(() => reveal(addRow('bot', el('p', 'bubble', '没拿到位置。可以直接说在哪个城市、哪个区。'))));
  $('here').setAttribute('aria-busy', 'true');
  if (!navigator.geolocation) missed();
  else navigator.geolocation.getCurrentPosition(located, missed, { timeout: 10000, maximumAge: 60000 });
}

// The cities that the assistant knows; until it can be asked, the one chosen before.
async function loadCities(chosen) {
  offerCities(chosen ? [chosen] : [], chosen);
  try {
    const { cities } = await (await fetch('api/cities')).json();
    offerCities(cities, city.value);
  } catch {
    setTimeout(loadCities, RETRY_MS, city.value);
  }
}

function offerCities(names, chosen) {
  const [anywhere] = city.options;
  city.replaceChildren(anywhere, ...names.map((name) => new Option(name, name)));
  city.value = names.includes(chosen) ? chosen : '';
}

function fitInput() {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight + 2}px`;
}

function setLarge(on) {
  document.documentElement.classList.toggle('large', on);
  large.setAttribute('aria-pressed', on);
  store('localStorage', 'large', on ? '1' : '');
  fitInput();
}

$('form').onsubmit = (event) => {
  event.preventDefault();
  const text = input.value.trim();
  input.value = '';
  fitInput();
  input.focus();
  if (text) say(text);
};
input.oninput = fitInput;
input.onkeydown = (event) => {
  // While an input method is composing, Enter picks a word (229 is what Safari sends then).
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  $('form').requestSubmit();
};
$('quick').onclick = ({ target }) => { if (target.tagName === 'BUTTON') say(target.textContent, target.value); };
$('here').onclick = locate;
large.onclick = () => setLarge(large.getAttribute('aria-pressed') !== 'true');
city.onchange = () => store('localStorage', 'city', city.value);
loadCities(stored('localStorage', 'city') || '');
setLarge(stored('localStorage', 'large') === '1');
