// The admin's page: recognises who is there, and opens the section that the address names.

import { call, who } from '/staff/api.js';
import { $, el } from '/staff/dom.js';
import { logOut, notice, tell } from '/staff/head.js';
import { Router } from './router.js';
import { SECTIONS } from './sections.js';

const CITIES_RETRY_MS = 3000;
let session = null;

const cities = fetchCities();
const router = new Router({ main: $('main'), failed: tell, opened, context: () => ({ session, cities }) });

// The cities are known once the action server is up.
async function fetchCities() {
  for (;;) {
    try {
      return (await call('GET', '/api/cities')).cities;
    } catch {
      await new Promise((wake) => { setTimeout(wake, CITIES_RETRY_MS); });
    }
  }
}

function opened(section) {
  notice('');
  document.title = `${section.title} · 管理台 · 暖驿`;
  for (const link of $('sections').querySelectorAll('a')) {
    if (link.dataset.key === section.key) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function drawNavigation(sections) {
  const item = ({ key, title }) => el('li', {}, el('a', { href: `#/${key}`, 'data-key': key, text: title }));
  $('sections').replaceChildren(...sections.map(item));
}

// Somebody else may have logged in in another tab: then the page begins anew.
async function recognise() {
  try {
    const found = await who();
    notice('');
    if (session && session.name === found.name) return;
    session = found;
    $('who').textContent = session.name;
    $('desk').hidden = session.role !== 'admin';
    const sections = SECTIONS.filter(({ roles }) => roles.includes(session.role));
    drawNavigation(sections);
    $('room').hidden = false; // from now on nothing in it jumps
    router.start(sections);
  } catch (fault) {
    tell(fault);
  }
}

$('leave').onclick = logOut;
document.querySelector('.skip').onclick = (event) => { event.preventDefault(); $('main').focus(); };
// Somebody who has logged in again in another tab comes back.
addEventListener('focus', () => $('notice').hidden || recognise());
router.prepare(SECTIONS);
recognise();
