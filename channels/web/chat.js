'use strict';
// Data only ever becomes text nodes, so that nothing the engine or a person writes can turn into markup.
const WEBHOOK = 'webhooks/rest/webhook';
const PATIENCE_MS = 30000;
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

function el(tag, className, text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

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
  // A reply longer than the screen is read from its start.
  row.scrollIntoView({ block: row.offsetHeight > $('scroll').clientHeight ? 'start' : 'end' });
  return row;
}

function chips(buttons) {
  const box = el('div', 'chips');
  box.append(...buttons);
  return box;
}

const isWebAddress = (url) => URL.canParse?.(url) && /^https?:$/.test(new URL(url).protocol);

function sourceLine({ region, effective_from: from, source }) {
  const { title, publisher, date, url } = source || {};
  const line = el('p', 'source', [region, from && `${from}起施行`].filter(Boolean).join(' · '));
  if (!title && !publisher) return line;
  line.append(line.textContent ? ' · 来源：' : '来源：');
  const name = isWebAddress(url) ? el('a', '', title || publisher) : el('span', '', title || publisher);
  if (name.tagName === 'A') Object.assign(name, { href: url, target: '_blank', rel: 'noopener noreferrer' });
  line.append(name, [title && publisher, date].filter(Boolean).map((part) => ` ${part}`).join(''));
  return line;
}

function show(message) {
  const parts = [];
  if (message.text) parts.push(el('p', 'bubble', message.text));
  if (message.custom?.type === 'answer') parts.push(sourceLine(message.custom));
  const buttons = message.buttons || [];
  if (buttons.length) parts.push(chips(buttons.map(({ title, payload }) => chip(title, () => say(title, payload || title)))));
  if (parts.length) addRow('bot', ...parts);
}

async function ask(message) {
  const body = { sender, message, metadata: city.value ? { region: city.value } : {} };
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
    (messages) => settle(() => messages.forEach(show)),
    () => settle(() => offerAgain(message)),
  );
}

function settle(showResult) {
  waiting -= 1;
  $('typing').hidden = waiting === 0;
  showResult();
}

function offerAgain(message) {
  const again = chip('重发', () => { row.remove(); input.focus(); deliver(message); });
  const row = addRow('bot', el('p', 'bubble', '网络好像断了，这句话没送到。等一下再发一次好吗？急事请打12333。'), chips([again]));
}

function say(shown, message = shown) {
  addRow('user', el('p', 'bubble', shown));
  deliver(message);
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
$('quick').onclick = ({ target }) => { if (target.tagName === 'BUTTON') say(target.textContent); };
large.onclick = () => setLarge(large.getAttribute('aria-pressed') !== 'true');
city.value = stored('localStorage', 'city') || '';
city.onchange = () => store('localStorage', 'city', city.value);
setLarge(stored('localStorage', 'large') === '1');
