// Addresses behind the hash ("#/faqs/ID?region=…") and the sections that they lead to.

import { $, el } from '/staff/dom.js';
import { confirm } from './shared/dialog.js';

const LOST = { title: '还没有保存', text: '这一页有还没保存的改动，离开就没有了。', yes: '不保存，离开', no: '留在这一页' };
// Its files may be those of an assistant that has been renewed since.
const UNOPENED = '这一栏没有打开，请刷新页面再试。';

export class Router {
  // ``main``: where sections are drawn; ``failed(fault)``; ``opened(section)``; ``context()``: what every section is given.
  constructor({ main, failed, opened, context }) {
    Object.assign(this, { main, failed, opened, context, sections: [], section: null, abort: null, ask: null, at: '' });
    addEventListener('hashchange', () => this.follow());
    addEventListener('beforeunload', (event) => { if (this.ask && this.ask()) event.preventDefault(); });
  }

  // Who is there is still to be found out; meanwhile what the address names can be asked for.
  prepare(sections) {
    const { key } = read(location.hash);
    fetchParts(sections.find((section) => section.key === key) || sections[0]);
  }

  start(sections) {
    this.sections = sections;
    this.show();
  }

  // The address has changed: go there, unless something would be lost and somebody rather stays.
  async follow() {
    if (location.hash === this.at) return;
    const wanted = location.hash;
    if (this.ask && this.ask()) {
      history.replaceState(null, '', this.at);
      if (!(await confirm(LOST))) return;
      history.replaceState(null, '', wanted);
    }
    this.show();
  }

  async show() {
    const named = read(location.hash);
    const known = this.sections.find(({ key }) => key === named.key);
    const section = known || this.sections[0];
    const { path, query } = known ? named : read('');
    const isOther = this.section && section !== this.section;
    if (this.abort) this.abort.abort();
    this.abort = new AbortController();
    Object.assign(this, { ask: null, at: location.hash, section });
    const place = el('div', { class: `section ${section.key}` });
    this.main.replaceChildren(place);
    this.opened(section);
    if (isOther) { this.main.focus({ preventScroll: true }); scrollTo(0, 0); }
    await this.open(section, place, path, query, this.abort.signal);
  }

  async open(section, place, path, query, signal) {
    const failed = (fault) => { if (!signal.aborted) this.failed(fault); };
    const address = (to = [], asked = {}) => write(section.key, to, asked);
    try {
      const [{ open }] = await Promise.all([import(section.module), fetchParts(section)]);
      await open(place, {
        ...this.context(), path, query, signal, failed, address,
        go: (to, asked) => { location.hash = address(to, asked); },
        keep: (to, asked) => { history.replaceState(null, '', address(to, asked)); this.at = location.hash; },
        stay: () => this.show(),
        leaving: (ask) => { if (!signal.aborted) this.ask = ask; },
      });
    } catch (fault) {
      if (!('kind' in fault)) console.error(fault);
      failed('kind' in fault ? fault : { kind: 'refused', message: UNOPENED });
    }
  }
}

function read(hash) {
  const [places, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [key, ...path] = places.split('/').map(decoded);
  return { key, path, query: new URLSearchParams(query) };
}

// Somebody may have typed the address.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function write(key, path, asked) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '' && value !== null && value !== undefined)).toString();
  return `#/${[key, ...path].map(encodeURIComponent).join('/')}${query && `?${query}`}`;
}

// What a section's module imports, as the page names it.
const later = JSON.parse($('later').textContent);

// All parts of a section are asked for at once; resolves when it can be drawn.
function fetchParts({ module, style }) {
  const address = new URL(module, import.meta.url).pathname;
  document.head.append(...(later[address] || []).map((href) => el('link', { rel: 'modulepreload', href })));
  delete later[address];
  return style && dress(style);
}

const dressed = new Map();

// Drawn only once its style sheet is there: nothing jumps.
function dress(style) {
  if (!dressed.has(style)) {
    dressed.set(style, new Promise((ready) => {
      document.head.append(el('link', { rel: 'stylesheet', href: new URL(style, import.meta.url).href, on: { load: ready, error: ready } }));
    }));
  }
  return dressed.get(style);
}
