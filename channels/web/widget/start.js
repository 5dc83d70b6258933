// The element `<nuanyi-chat>`: `full` fills the place that it is given, else a button opens it; `data-region` is the city
// that is chosen at first. The server is where this file came from.

const HERE = document.currentScript;
const RETRY_MS = 3000;

class Chat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.textContent = '';
    const shadow = this.attachShadow({ mode: 'open' });
    const full = this.hasAttribute('full');
    const base = new URL('.', HERE.src).href;
    const memory = openMemory(`nuanyi ${base}`);
    const look = openLook(shadow, full);
    let chat = null;
    const begin = () => { chat = chat || openChat(base, look, memory); };
    // Ends the conversation without a trace of what may still come; the name of its line (kiosk.js).
    this.leave = () => (chat && chat.close(), memory.log.sender);
    looks(base, shadow, look, memory);
    cities(base, look.city, memory.likes.city === undefined ? this.dataset.region || '' : memory.likes.city);
    look.city.onchange = () => memory.like('city', look.city.value);
    speaking(look, (...said) => chat.speak(...said));
    dictating(look);
    look.privacy.href = `${base}privacy`;
    look.here.onclick = () => chat.locate();
    look.clear.onclick = () => { fold(look); chat.clear(); };
    folding(look, full ? null : (open) => unfold(look, open, begin));
    if (full) begin();
  }
}

// How the page looks: large, in Traditional characters.
function looks(base, shadow, look, memory) {
  const showTraditional = openTraditional(base, shadow);
  const { likes } = memory;
  const apply = () => {
    look.app.classList.toggle('elder', !!likes.elder);
    suit(look, shadow);
    look.traditional.textContent = likes.traditional ? TEXTS.simplified : TEXTS.traditional;
    showTraditional(!!likes.traditional);
  };
  look.elder.onclick = () => { memory.like('elder', !likes.elder); apply(); };
  look.traditional.onclick = () => { memory.like('traditional', !likes.traditional); apply(); fold(look); };
  apply();
}

// The cities that the assistant knows; until it can be asked, the one chosen before.
async function cities(base, select, chosen) {
  const offer = (names) => {
    while (select.length > 1) select.remove(1);
    names.forEach((name) => select.add(new Option(name, name)));
    select.value = names.indexOf(chosen) < 0 ? '' : chosen;
  };
  if (chosen) offer([chosen]);
  try {
    const response = await fetch(new URL('api/cities', base).href);
    const known = await response.json();
    chosen = select.value;
    offer(known.cities);
  } catch (error) {
    setTimeout(() => cities(base, select, select.value), RETRY_MS);
  }
}

// Typing and sending, and what is often asked.
function speaking({ form, input, quick, rest }, speak) {
  let composing = false;
  const fit = () => {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight + 2}px`;
  };
  const send = (event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.value = '';
    fit();
    rest();
    if (text) speak(text);
  };
  form.onsubmit = send;
  input.oninput = fit;
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => { composing = false; });
  // While an input method is composing, Enter picks a word (229 is what Safari sends then).
  input.onkeydown = (event) => {
    const picks = composing || event.isComposing || event.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !picks) send(event);
  };
  put(quick, ...TEXTS.quick.map((often) => button(often.title, () => speak(often.title, often.say))));
}

// The menu, and the panel where the page around is not ours. `show`: opens or closes the panel; null where there is none.
function folding(look, show) {
  look.more.onclick = () => fold(look, look.menu.hidden);
  look.app.addEventListener('click', ({ target }) => {
    if (!look.menu.hidden && !look.menu.contains(target) && target !== look.more) fold(look);
  });
  look.app.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    if (!look.menu.hidden) {
      fold(look);
      look.more.focus();
    } else if (show) show(false);
  });
  if (!show) return;
  look.launch.onclick = () => show(true);
  look.close.onclick = () => show(false);
}

function fold(look, open) {
  look.menu.hidden = !open;
  look.more.setAttribute('aria-expanded', !!open);
}

function unfold(look, open, begin) {
  look.app.hidden = !open;
  look.launch.hidden = open;
  if (open) begin();
  if (open) look.rest();
  else look.launch.focus();
}

if (!customElements.get('nuanyi-chat')) customElements.define('nuanyi-chat', Chat);

// The one line in a page of somebody else: the element is put at its end.
function embed() {
  if (document.querySelector('nuanyi-chat')) return;
  const chat = el('nuanyi-chat');
  Object.assign(chat.dataset, HERE.dataset);
  document.body.appendChild(chat);
}

if (document.body) embed();
else document.addEventListener('DOMContentLoaded', embed);
