// The desk: puts its parts together.

import { today } from '/staff/answers.js';
import { call, who } from '/staff/api.js';
import { $, copy, el, toast } from '/staff/dom.js';
import { line, logOut, notice, tell } from '/staff/head.js';
import { Answer } from './answer.js';
import { Hits } from './hits.js';
import { listen } from './keys.js';
import { Quotes } from './quotes.js';
import { Call } from './record.js';
import { Search } from './search.js';
import { Services } from './services.js';
import { Talks } from './talks.js';
import { SAYS, TALKS, message } from './words.js';

const CITIES_RETRY_MS = 3000;
const LONGEST_QUESTION = 1000;
let session = { name: '' };
let latest = null; // what is shown: what was asked, and the decision
let note = null; // what z takes back

const record = new Call();
const day = () => $('as-of').value || today();
const question = () => $('q').value.trim();

const answer = new Answer({ opened: (hit) => open(hit), act: { copy: copyMessage, wrong: () => takeDown('wrong'), missing: () => takeDown('missing') } });
const hits = new Hits({ selected: (hit) => answer.show(hit, day()), opened: (hit) => open(hit) });
const quotes = new Quotes();
const talks = new Talks({ failed });
const services = new Services({
  region: () => $('region').value, reckoned: (wish, text) => record.reckon(wish, text), act: { copy: copyMessage }, failed,
});
const search = new Search({
  shown(found, asked, took) {
    latest = { q: asked.q, decision: found.decision };
    line.show('ok', took);
    notice(asked.as_of ? SAYS.dated(asked.as_of) : '');
    hits.show(found, day());
    quotes.ask(asked, !hits.current);
  },
  slow: () => line.show('slow'),
  failed,
});

function failed(fault) {
  tell(fault, SAYS.down);
}

function ask() {
  services.show(false);
  if (!question()) { search.drop(); latest = null; notice(''); hits.clear(); quotes.clear(); return; }
  search.ask({ q: question(), region: $('region').value, as_of: $('as-of').value || null });
}

// What is written down of an answer is what was asked when it was found.
function open(hit = hits.current) {
  services.show(false);
  $('answer').focus();
  if (!hit) return;
  answer.show(hit, day());
  record.give(hit, question());
  call('POST', '/desk/neighbours', { id: hit.id }).then((beside) => answer.showBeside(hit.id, beside), failed);
}

// Enter right behind the last letter means what that letter brings.
async function openLatest() {
  await search.settled;
  open();
}

// What is before the clerk, to be sent; "" for nothing.
function shown() {
  if (services.isOpen) return services.last;
  return answer.hit ? message(answer.hit, day()) : '';
}

async function copyMessage() {
  if (!shown()) { toast(SAYS.noAnswer); return; }
  toast(await copy(shown()) ? SAYS.copied : SAYS.notCopied);
}

async function copySummary() {
  toast(await copy(record.summary(session.name, $('region').value)) ? SAYS.copied : SAYS.notCopied);
}

async function takeDown(kind) {
  const asked = question() || (latest ? latest.q.slice(0, LONGEST_QUESTION) : '');
  if (!asked) { toast(SAYS.noQuestion); return; }
  if (kind === 'wrong' && !answer.hit) { toast(SAYS.noAnswer); return; }
  const about = kind === 'wrong' ? answer.hit : { id: '', question: '', score: null };
  const key = JSON.stringify([kind, asked, about.id]);
  if (record.noted.has(key)) { toast(SAYS.twice); return; }
  record.noted.set(key, null);
  try {
    const { id } = await call('POST', '/desk/notes', {
      kind, question: asked, region: $('region').value, as_of: $('as-of').value || null, entry_id: about.id, entry_question: about.question,
      decision: latest ? latest.decision : '', score: about.score, remark: $('remark').value,
    });
    note = { id, key };
    toast(SAYS.noted[kind] + SAYS.undo);
  } catch (fault) {
    record.noted.delete(key);
    failed(fault);
  }
}

async function undo() {
  if (!note) return;
  const { id, key } = note;
  note = null;
  await call('DELETE', `/desk/notes/${id}`).then(() => { record.noted.delete(key); toast(SAYS.undone); }, failed);
}

async function hear() {
  const story = $('story').value.trim();
  if (!story) { toast(SAYS.noStory); $('story').focus(); return; }
  try {
    const heard = await call('POST', '/desk/story', { story, region: $('region').value });
    record.hear(heard);
    latest = { q: story, decision: heard.lookup.decision };
    hits.show(heard.lookup, day());
    quotes.clear();
  } catch (fault) {
    failed(fault);
  }
}

function nextCall() {
  note = null;
  for (const id of ['q', 'as-of']) $(id).value = '';
  record.begin();
  services.begin();
  ask();
  focusBox();
}

function insert() {
  if (!shown() || !talks.insert(shown())) toast(TALKS.noInsert);
}

// From the call to what can be worked out for it, and back.
function openServices() {
  if (services.isOpen) focusBox();
  else services.open([talks.words || $('story').value.trim(), question()]);
}

function focusBox() {
  services.show(false);
  $('q').focus();
  $('q').select();
}

async function fillCities() {
  try {
    const { cities } = await call('GET', '/api/cities');
    const chosen = $('region').value;
    $('region').replaceChildren($('region').options[0], ...cities.map((city) => el('option', { value: city, text: city })));
    $('region').value = chosen;
  } catch {
    setTimeout(fillCities, CITIES_RETRY_MS);
  }
}

async function recognise() {
  try {
    session = await who();
    $('who').textContent = session.name;
    $('admin').hidden = session.role !== 'admin';
    if (!$('notice').hidden) ask();
    talks.watch();
  } catch (fault) {
    failed(fault);
  }
}

$('q').oninput = (event) => event.isComposing || ask();
$('q').addEventListener('compositionend', ask);
$('region').onchange = ask;
$('as-of').onchange = ask;
$('ask').onsubmit = (event) => event.preventDefault();
$('hear').onclick = hear;
$('services-open').onclick = openServices;
$('summary').onclick = copySummary;
$('next').onclick = nextCall;
$('leave').onclick = logOut;
$('talks-open').onclick = () => talks.toggle(focusBox);
listen({
  box: $('q'), focus: focusBox, leave: focusBox, open: openLatest,
  move: (step) => hits.move(step),
  clear() { $('q').value = ''; ask(); },
  anywhere: { F2: () => talks.toggle(focusBox), F4: insert, F8: openServices, F9: () => talks.giveBack() },
  acts: { c: copyMessage, v: () => answer.toggle(), x: () => takeDown('wrong'), n: () => takeDown('missing'), z: undo, s: copySummary },
});
// Somebody who has logged in again in another tab comes back.
addEventListener('focus', () => $('notice').hidden || recognise());
recognise();
fillCities();
