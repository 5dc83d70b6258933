// Excerpts of policy papers, below the approved answers: to be looked into, never to be read out.

import { call } from '/staff/api.js';
import { $, el } from '/staff/dom.js';
import { SAYS } from './words.js';

// Who is still typing wants the approved answers first.
const PAUSE_MS = 400;

export class Quotes {
  constructor() {
    Object.assign(this, { timer: 0, abort: null });
  }

  // ``isOpen``: there is nothing approved to look at first.
  ask({ q, region }, isOpen) {
    this.clear();
    this.timer = setTimeout(() => this.send({ q, region }, isOpen), PAUSE_MS);
  }

  clear() {
    clearTimeout(this.timer);
    if (this.abort) this.abort.abort();
    this.abort = null;
    $('quotes').hidden = true;
  }

  async send(asked, isOpen) {
    const own = new AbortController();
    this.abort = own;
    try {
      const { quotations } = await call('POST', '/desk/quotations', asked, own.signal);
      if (this.abort === own && quotations.length) this.show(quotations, isOpen);
    } catch {
      // The line, the search and its words tell what is wrong; this comes beside them.
    }
  }

  show(quotations, isOpen) {
    $('quotes').replaceChildren(el('summary', { text: SAYS.quotes(quotations.length) }), ...quotations.flatMap(quotation));
    Object.assign($('quotes'), { open: isOpen, hidden: false });
  }
}

function quotation({ title, heading, text, region, date, scanned }) {
  const about = [`《${title}》${heading}`, region || SAYS.nation, date, scanned && SAYS.scanned].filter(Boolean);
  return [el('blockquote', { text }), el('p', { class: 'meta', text: about.join(' · ') })];
}
