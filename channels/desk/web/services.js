// What chat works out, for the caller: sums, self-checks, places and jobs near by. What was heard of the call is told first, so
// that nothing of it is asked again.

import { call } from '/staff/api.js';
import { $, button, el } from '/staff/dom.js';
import { SERVICES } from './words.js';

// The engine may take longer than a look-up.
const PATIENCE_MS = 15000;
// As maps give it to be copied: in GCJ-02, the longitude first.
const POINT = /(\d{2,3}\.\d{3,})\s*[,，]\s*(\d{2}\.\d{3,})/;

export class Services {
  // ``region()``: the city that is chosen; ``reckoned(wish, text)``: something was worked out; ``act``: what buttons do;
  // ``failed(fault)``: what to do when nothing could be asked.
  constructor({ region, reckoned, act, failed }) {
    Object.assign(this, { region, reckoned, act, failed, call: '', last: '' });
    $('services').append(
      el('div', { class: 'row' }, ...SERVICES.wishes.map(({ title, say }) => button(title, () => this.say(say)))),
      this.log = el('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': SERVICES.title }),
      el('form', { class: 'row', on: { submit: (event) => this.submit(event), keydown: (event) => this.press(event) } },
        this.field = el('input', { 'aria-label': SERVICES.say, placeholder: SERVICES.say, maxlength: '1000', autocomplete: 'off', spellcheck: 'false' }),
        el('button', { class: 'main', text: SERVICES.send })),
      this.choices = el('div', { class: 'row choices' }),
    );
    this.begin();
  }

  get isOpen() {
    return !$('services').hidden;
  }

  // Another call: what the engine knows of the last one goes.
  begin() {
    if (this.last) call('POST', '/desk/services/end', { call: this.call }).catch(() => {});
    Object.assign(this, { call: crypto.getRandomValues(new Uint8Array(16)).reduce((id, byte) => id + byte.toString(16).padStart(2, '0'), ''), told: new Set(), last: '' });
    this.field.value = '';
    for (const part of [this.log, this.choices]) part.replaceChildren();
    this.show(false);
  }

  show(isOpen) {
    $('services').hidden = !isOpen;
    $('answer').hidden = isOpen;
    $('services-open').setAttribute('aria-expanded', String(isOpen));
  }

  // ``told``: what has been written down of the call; of that, what the engine has not heard goes to it.
  async open(told) {
    this.show(true);
    this.field.focus();
    for (const text of told.filter((one) => one && !this.told.has(one))) {
      this.told.add(text);
      await this.say(text);
    }
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    this.field.value = '';
    if (text) this.say(text);
  }

  // Out of the field first: there letters are keys.
  press(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.log.focus();
  }

  async say(text) {
    const [point, lng, lat] = POINT.exec(text) || [];
    const location = point ? { lat: Number(lat), lng: Number(lng), coord_sys: 'gcj02' } : null;
    const own = this.call;
    this.line('person', text);
    this.choices.replaceChildren();
    try {
      const told = point ? text.replace(point, '').trim() || SERVICES.here : text;
      const { messages } = await call('POST', '/desk/services', { call: own, text: told, region: this.region(), location }, null, PATIENCE_MS);
      if (own === this.call) this.hear(text, messages);
    } catch (fault) {
      if (own !== this.call) return;
      this.line('status', SERVICES.down);
      this.field.value = this.field.value || text;
      this.failed(fault);
    }
    this.field.focus();
  }

  hear(wish, messages) {
    this.last = messages.map(({ text }) => text).join('\n');
    const said = this.line('engine', this.last);
    said.append(el('span', { class: 'row' }, button(SERVICES.copy, this.act.copy), ...messages.map(papers)));
    const offered = messages.flatMap(({ buttons }) => buttons || []);
    this.choices.replaceChildren(...offered.map(({ title, payload }) => button(title, () => this.say(payload || title))));
    if (messages.some(({ custom }) => custom && SERVICES.reckoned.includes(custom.status))) this.reckoned(wish, this.last);
    // Read from its start.
    this.log.scrollTop = said.offsetTop - this.log.offsetTop;
  }

  line(who, text) {
    const made = el('p', { class: `by-${who}`, text });
    this.log.append(made);
    this.log.scrollTop = this.log.scrollHeight;
    return made;
  }
}

// The page of a claim, from which its papers are printed.
function papers({ custom }) {
  const page = custom && custom.type === 'summary' && custom.html;
  return /^\/summary\/[\w.-]+$/.test(page) ? el('a', { href: page, target: '_blank', rel: 'noopener noreferrer', text: SERVICES.papers }) : null;
}
