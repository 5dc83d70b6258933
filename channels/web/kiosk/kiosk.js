// A screen in a hall, where one citizen follows another: whatever page loads this behind widget.js begins with a fresh
// conversation, and again after two idle minutes. Then nothing is left of the last citizen: not on the screen, not on the
// device, not on the line. Papers are printed and nothing is saved; no link leads away.

const HERE = document.currentScript;
const BASE = new URL('.', HERE.src).href;
const MEMORY = `nuanyi ${BASE}:`;
// Lines that the server has still to forget. Until then their names are all that the device keeps.
const OWED = `nuanyi kiosk ${BASE}`;
const IDLE_MS = 120000;
const COUNTDOWN_MS = 30000;
const RETRY_MS = 10000;
const LATE_MS = 60000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'];

const hall = { chat: null, seen: 0, used: false, asking: null, printing: null };

function el(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

function button(title, className, action) {
  const node = el('button', className, title);
  node.type = 'button';
  node.onclick = action;
  return node;
}

// A conversation of which nothing was ever said, in the place of the one that is there.
function renew() {
  const chat = document.createElement('nuanyi-chat');
  Array.from(hall.chat.attributes).forEach(({ name, value }) => chat.setAttribute(name, value));
  owe(hall.chat.leave());
  Object.keys(localStorage).filter((key) => key.startsWith(MEMORY)).forEach((key) => localStorage.removeItem(key));
  if (window.speechSynthesis) window.speechSynthesis.cancel();
  if (hall.printing) hall.printing.remove();
  hall.chat.parentNode.replaceChild(chat, hall.chat);
  Object.assign(hall, { chat, used: false, asking: null, printing: null });
  dress(chat.shadowRoot);
}

// What the widget has not: a button for those who are done, one that prints, and large targets.
function dress(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = root.adoptedStyleSheets.concat(sheet);
  const tools = root.querySelector('.tools');
  tools.insertBefore(button(TEXTS.print, 'print', () => window.print()), tools.firstChild);
  tools.appendChild(button(TEXTS.done, 'finish', renew));
  root.addEventListener('click', follow, true);
  const log = root.querySelector('.log');
  new MutationObserver(() => { hall.seen = Date.now(); papers(log); }).observe(log, { childList: true });
}

// Of a claim's papers each once, to be printed: its page, or the PDF of those that have none.
function papers(log) {
  log.querySelectorAll('.actions a[href*="/summary/"]').forEach((link) => {
    if (/\/[^.]+\.html$|\..+\.pdf$/.test(link.pathname)) link.textContent = TEXTS.print_paper;
    else link.remove();
  });
}

function follow(event) {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  if (link.pathname.startsWith(new URL('summary/', BASE).pathname)) print(link.href);
}

function print(address) {
  if (hall.printing) hall.printing.remove();
  const frame = el('iframe', '', '');
  // What is not laid out is not printed.
  Object.assign(frame.style, { position: 'absolute', width: '0', height: '0', border: '0', visibility: 'hidden' });
  frame.title = TEXTS.print_paper;
  frame.onload = () => frame.contentWindow.print();
  frame.src = address;
  hall.printing = document.body.appendChild(frame);
}

const owed = () => JSON.parse(localStorage.getItem(OWED) || '[]');

function owe(sender) {
  localStorage.setItem(OWED, JSON.stringify(owed().concat({ sender, since: Date.now() })));
  forget();
}

// Ask the server to forget, until it has; and then for a while, since what was said last may reach it later.
function forget() {
  owed().forEach(({ sender, since }) => {
    const headers = { 'Content-Type': 'application/json' };
    const settle = () => {
      if (Date.now() < since + LATE_MS) return;
      localStorage.setItem(OWED, JSON.stringify(owed().filter((other) => other.sender !== sender)));
    };
    fetch(new URL('api/line/forget', BASE).href, { method: 'POST', headers, body: JSON.stringify({ sender }) })
      .then(({ ok }) => ok && settle())
      .catch(() => {});
  });
}

// What is touched on the question itself is answered there.
function notice(event) {
  if (!hall.asking || !event.composedPath().includes(hall.asking)) alive();
}

function alive() {
  Object.assign(hall, { seen: Date.now(), used: true });
  if (hall.asking) hall.asking.remove();
  hall.asking = null;
}

function tick() {
  if (!hall.used) return;
  const left = hall.seen + IDLE_MS - Date.now();
  if (left <= 0) renew();
  else if (left <= COUNTDOWN_MS) count(Math.ceil(left / 1000));
  else if (hall.asking) alive();
}

// Whether somebody is still there. Any sign of life will do.
function count(seconds) {
  if (!hall.asking) {
    hall.asking = el('div', 'asking', '');
    hall.asking.setAttribute('role', 'alertdialog');
    hall.asking.setAttribute('aria-label', TEXTS.still_there);
    const stay = button(TEXTS.stay, 'stay', alive);
    [el('p', 'question', TEXTS.still_there), el('p', 'left', ''), stay, button(TEXTS.done, 'finish', renew)]
      .forEach((node) => hall.asking.appendChild(node));
    hall.chat.shadowRoot.querySelector('.app').appendChild(hall.asking);
    hall.asking.onclick = ({ target }) => { if (target.tagName !== 'BUTTON') alive(); };
    hall.asking.onkeydown = ({ key }) => { if (key === 'Escape') alive(); };
    stay.focus();
  }
  hall.asking.querySelector('.left').textContent = TEXTS.left.replace('{}', seconds);
}

customElements.whenDefined('nuanyi-chat').then(() => {
  hall.chat = document.querySelector('nuanyi-chat');
  renew();
  SIGNS_OF_LIFE.forEach((sign) => window.addEventListener(sign, notice, { capture: true, passive: true }));
  window.addEventListener('contextmenu', (event) => event.preventDefault());
  setInterval(tick, 1000);
  setInterval(forget, RETRY_MS);
});
