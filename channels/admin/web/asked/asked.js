// 群众问了什么: groups of questions asked in vain, and what becomes of each with one click.

import { call } from '/staff/api.js';
import { el } from '/staff/dom.js';
import { progress } from '../shared/busy.js';
import { choice, field } from '../shared/form.js';
import { places } from '../shared/places.js';
import { paging } from '../shared/table.js';
import { card } from './group.js';
import { REASONS, STATES, WORDS } from './words.js';

const LIMIT = 20;
// Grouping may have questions encoded first.
const PATIENCE_MS = 30000;

export async function open(main, context) {
  const { query, signal } = context;
  const wish = { state: query.get('state') || 'open', why: query.get('why') || '', region: query.get('region') || '', offset: Number(query.get('offset')) || 0 };
  const heading = el('h2', { text: WORDS.title, tabindex: -1 });
  const room = el('div');
  const about = el('p');
  main.append(heading, about, filters(wish, context), room);

  async function draw() {
    const found = await fetchGroups(wish, signal);
    about.textContent = WORDS.about(found.days);
    room.replaceChildren(...drawn(found, wish, context, { decided }));
    if (found.waiting) settle(room, wish, signal, draw).catch(context.failed);
  }

  // What was decided goes from the list; who works by keyboard goes on at the same place.
  async function decided(number, told) {
    await draw();
    room.prepend(el('p', { class: 'told', role: 'status' }, ...told));
    const titles = room.querySelectorAll('h3');
    (titles[Math.min(number, titles.length - 1)] || heading).focus();
  }

  await draw();
}

function fetchGroups(wish, signal) {
  const given = Object.entries({ ...wish, limit: LIMIT }).filter(([, value]) => value !== '');
  return call('GET', `/api/admin/asked?${new URLSearchParams(given)}`, null, signal, PATIENCE_MS);
}

function filters(wish, { address, cities, go }) {
  const known = places(cities, []);
  const options = [['', WORDS.any], ...Object.entries(REASONS)];
  const why = choice({ label: WORDS.why, options, value: wish.why });
  const region = field({ label: WORDS.region, value: wish.region, list: known.id, maxlength: 50 });
  const search = (event) => { event.preventDefault(); go([], { state: wish.state, why: why.value, region: region.value.trim() }); };
  const state = (key) => el('a', { href: address([], { ...wish, state: key, offset: '' }), 'aria-current': key === wish.state ? 'page' : null, 'data-state': key, text: STATES[key] });
  return el('div', { class: 'card' },
    el('nav', { class: 'states', 'aria-label': WORDS.states }, ...Object.keys(STATES).map(state)),
    el('form', { class: 'fields', on: { submit: search } }, why.row, region.row, el('button', { text: WORDS.show }), known.element));
}

function drawn(found, wish, context, acts) {
  for (const link of document.querySelectorAll('.states a')) link.textContent = `${STATES[link.dataset.state]} ${found.counts[link.dataset.state]}`;
  if (!found.groups.length) return [el('p', { class: 'none', text: WORDS.none[wish.state] })];
  return [
    ...found.groups.map((group, number) => card(group, context, (told) => acts.decided(number, told))),
    paging({ offset: wish.offset, limit: LIMIT, total: found.total, turn: (to) => context.go([], { ...wish, offset: to }) }),
  ];
}

// Some questions are not placed yet: ask until all are, then draw anew.
async function settle(room, wish, signal, draw) {
  const shown = progress('');
  room.prepend(shown.element);
  for (let waiting = 1; waiting && !signal.aborted;) {
    waiting = (await fetchGroups({ ...wish, offset: 0 }, signal)).waiting;
    shown.show(WORDS.waiting(waiting));
  }
  if (!signal.aborted) await draw();
}
