// Checks while somebody edits: a moment after the last letter, and only the latest counts.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { ENTRY } from './words.js';

const PAUSE_MS = 700;
const PATIENCE_MS = 15000;

export class Checks {
  // ``contents()``: what is to be checked, null when there is not enough yet; ``shown(findings, told)``: what there is to say, and how
  // it will be told (null: not known); ``address(id)``: where another FAQ is edited.
  constructor({ contents, shown, address, signal }) {
    Object.assign(this, { contents, shown, address, timer: 0, number: 0, serious: [] });
    this.signal = signal;
    this.state = el('p', { class: 'checking', role: 'status' });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), PAUSE_MS);
  }

  async run() {
    clearTimeout(this.timer);
    const number = (this.number += 1);
    const contents = this.contents();
    if (!contents) { this.show([], null, ''); return; }
    this.state.textContent = ENTRY.checking;
    try {
      const { findings, told } = await call('POST', '/api/admin/faqs/check', { contents }, this.signal, PATIENCE_MS);
      if (number === this.number) this.show(findings.map((one) => this.finding(one)), told, findings.length ? '' : ENTRY.clear);
    } catch (fault) {
      if (number !== this.number || this.signal.aborted) return;
      if (fault.kind === 'refused') this.show([refusal(fault.message)], null, '');
      else this.state.textContent = ENTRY.notChecked;
    }
  }

  show(findings, told, words) {
    this.state.textContent = words;
    this.serious = findings.filter(({ isSerious }) => isSerious);
    this.shown(findings, told);
  }

  finding({ field, text, other, is_serious: isSerious }) {
    const beside = other && el('a', { href: this.address(other), target: '_blank', text: ENTRY.other });
    return { field, text, isSerious, beside: beside || '' };
  }
}

// What cannot be right is said with the Chinese name of its field first: "失效日期：…".
function refusal(message) {
  const name = message.split('：')[0];
  const field = Object.keys(ENTRY).find((key) => ENTRY[key] === name) || '';
  return { field, text: message, isSerious: true, beside: '' };
}
