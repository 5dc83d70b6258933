// One conversation: what was said, what is known of the person, and what the clerk says.

import { $, button, el } from '/staff/dom.js';
import { SAYS, TALKS, byPerson } from './words.js';

const AUTHORS = { accepted: () => 'person', message: ({ author }) => author, status: () => 'status' };

export class Talk {
  // ``act(what, item, body)``: have the server do something, true once it is done; ``inserted()``: an answer was put into the reply.
  constructor({ act, inserted }) {
    Object.assign(this, { act, inserted, item: null, after: 0, words: [], drafts: new Map() });
    $('talk').append(el('p', { text: TALKS.choose }));
  }

  open(item) {
    this.keepDraft();
    Object.assign(this, { item, after: 0, words: [] });
    this.draw();
  }

  draw() {
    const { item } = this;
    this.log = el('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': TALKS.kinds[item.kind] });
    this.about = el('div', { class: 'known' });
    this.state = el('p', { class: 'state', role: 'status' });
    this.heard = null;
    $('talk').replaceChildren(this.about, this.log, this.state, ...this.controls());
    this.tellAbout();
  }

  controls() {
    const { item } = this;
    if (item.kind === 'waiting') return [el('div', { class: 'row' }, this.button(TALKS.take, 'take', 'main'))];
    if (item.kind === 'callBack') return [el('div', { class: 'row number' }, this.button(TALKS.number, 'take', 'main'))];
    this.reply = el('textarea', { rows: '3', maxlength: '1000', 'aria-label': TALKS.reply, placeholder: TALKS.reply, on: { keydown: (event) => this.press(event) } });
    this.reply.value = this.drafts.get(item.line) || '';
    return [this.reply, el('div', { class: 'row' },
      button(TALKS.send, () => this.say(), { class: 'main' }), this.button(TALKS.askNumber, 'ask-number'),
      button(TALKS.giveBack, () => this.act('give-back', this.item), {}, 'F9'))];
  }

  button(text, what, className) {
    return button(text, () => this.act(what, this.item), { class: className || null });
  }

  showNumber({ line }, phone) {
    if (!this.item || this.item.line !== line) return;
    $('talk').lastElementChild.replaceChildren(
      el('a', { class: 'phone', href: `tel:${phone}`, text: phone }), this.button(TALKS.called, 'settle', 'main'), this.button(TALKS.leave, 'leave'));
  }

  // What is new: the items there are, and entries of the one that is open (null: nothing of it may be seen any more).
  update(items, entries) {
    if (!this.item) return;
    const found = items.find(({ key }) => key === this.item.key);
    if (!found) { this.close(TALKS.gone); return; }
    this.item = found;
    this.tellAbout();
    if (entries) this.add(entries);
  }

  add(entries) {
    this.state.textContent = '';
    const fresh = entries.filter(({ at }) => at > this.after);
    if (!fresh.length) return;
    this.after = fresh[fresh.length - 1].at;
    this.words.push(...fresh.filter(({ event }) => event === 'accepted').map(({ text }) => text));
    this.log.append(...fresh.filter(({ event }) => AUTHORS[event]).map((entry) => this.line(entry)));
    this.showLast();
  }

  showLast() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  line(entry) {
    const author = AUTHORS[entry.event](entry);
    const text = entry.event === 'message' ? entry.message.text : entry.text;
    return el('p', { class: `by-${author}` }, TALKS.authors[author] && el('small', { text: TALKS.authors[author] }), text || '');
  }

  tellAbout() {
    if (this.item.heard === this.heard) return;
    this.heard = this.item.heard;
    const { topic, facts } = this.heard || { topic: '', facts: [] };
    const people = byPerson(facts).map(([person, told]) => el('p', { class: 'about' }, el('strong', { text: person }), ...told.map((text) => el('span', { text }))));
    this.about.replaceChildren(...[topic && el('p', { class: 'topic', text: SAYS.topic(topic) }), ...people].filter(Boolean));
    this.showLast();
  }

  // The conversation has ended, or changed its kind: then the list opens it anew.
  close(text) {
    const isFocused = $('talk').contains(document.activeElement);
    this.keepDraft();
    this.item = null;
    $('talk').replaceChildren(el('p', { text }));
    if (isFocused) $('talk').focus();
  }

  trouble(text) {
    if (this.item) this.state.textContent = text;
  }

  press(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.say();
  }

  async say() {
    const { reply, item } = this;
    const text = reply.value.trim();
    if (!text) return;
    reply.readOnly = true;
    if (await this.act('say', item, { text })) { reply.value = ''; this.drafts.delete(item.line); }
    reply.readOnly = false;
    reply.focus();
  }

  insert(text) {
    if (!this.item || !this.reply) return false;
    this.reply.value = [this.reply.value.trim(), text].filter(Boolean).join('\n');
    this.inserted();
    this.reply.focus();
    return true;
  }

  keepDraft() {
    if (this.item && this.reply) this.drafts.set(this.item.line, this.reply.value);
    this.reply = null;
  }

  focus() {
    if (!this.reply || !this.reply.isConnected) return false;
    this.reply.focus();
    return true;
  }
}
