// Those who want a clerk: looks for what is new all the time, and keeps which of them is open.

import { call } from '/staff/api.js';
import { $, toast } from '/staff/dom.js';
import { List } from './list.js';
import { Talk } from './talk.js';
import { TALKS } from './words.js';

// The server answers within eight seconds, news or not.
const PATIENCE_MS = 15000;
const RETRY_MS = 2000;
const NOTHING = { changes: -1, waiting: [], mine: [], call_backs: [] };

export class Talks {
  // ``failed(fault)``: what to do when something cannot be done.
  constructor({ failed }) {
    Object.assign(this, { failed, seen: NOTHING, abort: null, topics: new Map() });
    this.talk = new Talk({ act: (what, of, body) => this.act(what, of, body), inserted: () => this.show(true) });
    this.list = new List({ selected: (item) => this.open(item), opened: (item) => this.enter(item) });
  }

  // Begin to look, or look anew: the answer to an earlier look counts no more.
  async watch() {
    if (this.abort) this.abort.abort();
    const own = new AbortController();
    this.abort = own;
    while (this.abort === own) {
      try {
        const { item, after } = this.talk;
        const view = await call('POST', '/desk/queue', { changes: this.seen.changes, line: item && item.line, after }, own.signal, PATIENCE_MS);
        if (this.abort === own) this.take(view);
      } catch (fault) {
        if (this.abort !== own) return;
        this.talk.trouble(TALKS.down);
        if (fault.kind !== 'down') { this.abort = null; this.failed(fault); return; }
        await new Promise((wake) => { setTimeout(wake, RETRY_MS); });
      }
    }
  }

  take(view) {
    const known = new Set(this.seen.waiting.map(({ line }) => line));
    const isNew = view.waiting.some(({ line }) => !known.has(line));
    if (isNew && this.seen !== NOTHING) toast(TALKS.arrived);
    this.seen = view;
    const items = this.items();
    const owed = items.filter((item) => item.kind === 'waiting' || item.unanswered_since).length;
    $('talks-count').textContent = TALKS.count(owed);
    document.title = TALKS.title(owed);
    this.list.show(items, view.now);
    this.talk.update(items, view.entries);
    items.filter(({ line, kind, clerk }) => !this.topics.has(line) && (kind === 'mine' || !clerk)).forEach((item) => this.hear(item));
    if ((view.entries || []).some(({ event }) => event === 'accepted') && this.talk.item) this.hear(this.talk.item);
    this.follow(items);
    // Whoever has nobody before them looks at the first.
    if (items.length && document.activeElement === $('talk') && !this.talk.item) this.list.focus();
  }

  // Who was taken is there now, under another key.
  follow(items) {
    const chosen = items.find(({ key }) => key === this.list.key);
    if (!chosen || (this.talk.item && this.talk.item.key === chosen.key)) return;
    this.open(chosen);
    this.talk.focus();
  }

  // All that there are: conversations of this clerk, those who wait, those to be called. A person may be among them twice.
  items() {
    const { mine, waiting, call_backs: callBacks } = this.seen;
    const kinds = [['mine', mine], ['waiting', waiting], ['callBack', callBacks]];
    return kinds.flatMap(([kind, all]) => all.map((one) => ({ ...one, kind, key: `${kind} ${one.line}`, heard: this.topics.get(one.line) })));
  }

  // What the person has told so far, as topic and facts.
  async hear({ line }) {
    if (!this.topics.has(line)) this.topics.set(line, null);
    const heard = await call('POST', `/desk/queue/${line}/heard`).catch(() => null);
    if (!heard) return;
    this.topics.set(line, heard);
    this.list.show(this.items(), this.seen.now);
    this.talk.update(this.items(), null);
  }

  open(item) {
    this.talk.open(item);
    this.watch();
  }

  // Enter on an item: whatever it is there for.
  enter(item) {
    if (item.kind === 'mine') this.talk.focus();
    else this.act('take', item);
  }

  async act(what, item, body) {
    const kind = item.kind === 'callBack' ? 'call-backs' : 'queue';
    // What was waiting will be mine: a look may show it before the answer is here.
    if (item.kind === 'waiting') this.list.key = `mine ${item.line}`;
    try {
      const told = await call('POST', `/desk/${kind}/${item.line}/${what}`, body || {});
      if (told && told.phone) this.talk.showNumber(item, told.phone);
      if (what in TALKS.done) { this.talk.close(TALKS.choose); toast(TALKS.done[what]); }
      return true;
    } catch (fault) {
      this.list.key = item.key;
      if (fault.kind === 'refused') toast(fault.message);
      else this.failed(fault);
      return false;
    }
  }

  giveBack() {
    const { item } = this.talk;
    if (item && item.kind === 'mine') this.act('give-back', item);
  }

  // What the person has said who is open here.
  get words() {
    return $('talks').hidden ? '' : this.talk.words.join('\n');
  }

  insert(text) {
    return this.talk.insert(text);
  }

  // There and back again: to the reply or the list, or to ``back``.
  toggle(back) {
    const isHere = !$('talks').hidden && $('talks').contains(document.activeElement);
    this.show(!isHere);
    if (isHere) back();
    else if (!this.talk.focus()) this.list.focus();
  }

  show(open) {
    $('talks').hidden = !open;
    $('call').hidden = open;
    $('talks-open').setAttribute('aria-expanded', String(open));
    document.body.classList.toggle('talking', open);
  }
}
