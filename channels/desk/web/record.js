// What there is to write down of a call. It is kept in this page only, until the next call.

import { source } from '/staff/answers.js';
import { $, el } from '/staff/dom.js';
import { SAYS, byPerson, summary } from './words.js';

const about = ([person, told]) => el('p', { class: 'about' }, el('strong', { text: person }), ...told.map((text) => el('span', { text })));

export class Call {
  constructor() {
    this.begin();
  }

  begin() {
    Object.assign(this, { facts: [], given: [], questions: [], reckoned: [], noted: new Map() });
    for (const id of ['story', 'remark']) $(id).value = '';
    $('facts').replaceChildren();
    this.showGiven();
  }

  hear({ topic, facts }) {
    this.facts = facts;
    $('facts').replaceChildren(
      ...(topic ? [el('p', { class: 'topic', text: SAYS.topic(topic) })] : []),
      ...(facts.length ? byPerson(facts).map(about) : [el('p', { text: SAYS.noFacts })]),
    );
  }

  give(hit, question) {
    if (!this.given.some(({ id }) => id === hit.id)) this.given.push(hit);
    if (question && !this.questions.includes(question)) this.questions.push(question);
    this.showGiven();
  }

  // What was worked out for a wish: the latest of it.
  reckon(wish, text) {
    this.reckoned = [...this.reckoned.filter((one) => one.wish !== wish), { wish, text }];
  }

  showGiven() {
    const rows = this.given.map((hit) => el('li', {}, hit.question, el('small', { text: ` ${source(hit.source)}` })));
    $('given').replaceChildren(...(rows.length ? rows : [el('li', { class: 'none', text: SAYS.noneGiven })]));
  }

  summary(staff, region) {
    const when = new Date().toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
    return summary({ region, staff, when, facts: this.facts, questions: this.questions, given: this.given, reckoned: this.reckoned, remark: $('remark').value.trim() });
  }
}
