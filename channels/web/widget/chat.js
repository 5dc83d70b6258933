// The conversation on the screen.

const GAP_MS = 5 * 60 * 1000;
const DAY_MS = 24 * 3600 * 1000;

// `look`: the elements of the widget (look.js); `memory`: what the device keeps.
function openChat(base, look, memory) {
  const { log, scroll } = look;
  const waiting = new Set();
  let line = null;
  let here = null;
  let shownAt = 0;
  // What could be asked, until something is.
  let examples = null;

  function row(who, ...parts) {
    const body = put(el('div', 'body'), ...parts);
    const node = put(el('div', `row ${who}`), who === 'user' ? null : put(el('span', 'face'), emblem()), body);
    log.appendChild(node);
    return node;
  }

  // What does not fit on the screen is read from its start.
  function reveal(node) {
    scroll.scrollTop = Math.min(scroll.scrollHeight, node.offsetTop - 12);
  }

  function end() {
    scroll.scrollTop = scroll.scrollHeight;
  }

  // A keyboard that opens hides nothing of what was said last.
  addEventListener('resize', () => look.input.matches(':focus') && end());

  function tell(text) {
    log.appendChild(el('p', 'system', text));
  }

  function time(at) {
    if (at - shownAt > GAP_MS) tell(clock(at));
    shownAt = at;
  }

  const rowOf = (id) => log.querySelector(`[data-id="${id}"]`);

  function own(id, text) {
    examples.remove();
    const node = row('user', say('p', 'bubble', text));
    node.dataset.id = id;
    return node;
  }

  const show = {
    accepted(entry) {
      time(entry.at);
      const sent = rowOf(entry.id);
      if (sent) sent.remove();
      reveal(own(entry.id, entry.text));
      waiting.add(entry.id);
    },
    message(entry) {
      time(entry.at);
      const parts = draw(entry.message, base, speak);
      if (!parts.length) return;
      if (entry.author === 'desk') parts.unshift(el('span', 'author', TEXTS.staff));
      const node = row(entry.author === 'desk' ? 'bot desk' : 'bot', ...parts, reading(entry.message.text));
      suit(look, node);
      const { type } = entry.message.custom || {};
      if (type === 'answer' && !memory.log.judged[entry.at]) put(node.querySelector('.card'), judging(entry.at, judge));
      if (!seen.has(entry.id)) reveal(node);
      seen.add(entry.id);
    },
    status(entry) {
      tell(entry.text);
    },
    place({ place }) {
      look.place.hidden = !place;
      look.place.textContent = TEXTS.place.replace('{}', place);
    },
    done(entry) {
      waiting.delete(entry.id);
    },
    typing(entry) {
      waiting.add(entry.id);
    },
  };
  show.welcome = show.place;
  // Of an answer in several messages, the first stays in sight.
  const seen = new Set();

  function happen(event) {
    if (show[event.event]) show[event.event](event);
    look.typing.hidden = !waiting.size;
    if (waiting.size && event.event !== 'message') end();
  }

  function judge(at, helpful, reason, note) {
    memory.judge(at);
    post(base, 'api/line/verdict', { sender: memory.log.sender, at, helpful, reason, note }).catch(() => {});
  }

  function speak(shown, message) {
    const region = look.city.value;
    const metadata = Object.assign({}, region && { region }, here && { location: here });
    const item = { id: random(12), message: message === undefined ? shown : message, shown, metadata };
    const node = own(item.id, shown);
    node.classList.add('sending');
    node.setAttribute('aria-label', TEXTS.sending);
    waiting.add(item.id);
    happen({});
    line.say(item);
  }

  // A question of the page itself; it is part of no transcript.
  function ask(text, yes, no, act) {
    const node = row('bot', el('p', 'bubble', text), put(
      el('div', 'chips'), button(yes, () => { node.remove(); act(); look.rest(); }),
      button(no, () => { node.remove(); look.rest(); }),
    ));
    reveal(node);
    node.querySelector('button').focus();
  }

  function locate() {
    if (here) speak(TEXTS.my_location, '');
    else ask(TEXTS.location_why, TEXTS.location_yes, TEXTS.location_no, () => {
      if (!navigator.geolocation) missed();
      else navigator.geolocation.getCurrentPosition(located, missed, { timeout: 10000, maximumAge: 60000 });
    });
  }

  function located({ coords }) {
    // Four digits are eleven metres, which is enough to find what is near.
    const [lat, lng] = [coords.latitude, coords.longitude].map((degrees) => Number(degrees.toFixed(4)));
    here = { lat, lng, coord_sys: 'wgs84' };
    speak(TEXTS.my_location, '');
  }

  const missed = () => reveal(row('bot', el('p', 'bubble', TEXTS.location_missed)));

  function clear() {
    ask(TEXTS.clear_why, TEXTS.clear_yes, TEXTS.clear_no, () => {
      post(base, 'api/line/forget', { sender: memory.log.sender }).catch(() => {});
      memory.clear();
      begin();
    });
  }

  // Draw everything that is kept, and take up the line.
  function begin() {
    if (line) line.close();
    waiting.clear();
    seen.clear();
    here = null;
    shownAt = 0;
    log.textContent = '';
    log.setAttribute('aria-live', 'off');
    [examples] = choosing(TEXTS.examples_title, TEXTS.examples.map((title) => ({ title })), speak);
    row('bot', el('p', 'bubble', TEXTS.greeting), examples);
    memory.log.entries.forEach(happen);
    waiting.clear();
    memory.unsent().forEach(({ id, shown }) => {
      waiting.add(id);
      if (!rowOf(id)) own(id, shown).classList.add('sending');
    });
    happen({});
    end();
    log.setAttribute('aria-live', 'polite');
    line = openLine(base, memory, {
      event: happen,
      state: (online) => { look.offline.hidden = online; },
      busy(text) {
        look.busy.hidden = !text;
        look.busy.textContent = text;
      },
      refused(id, text) {
        waiting.delete(id);
        reveal(row('bot', el('p', 'bubble', text)));
        happen({});
      },
    });
  }

  const elsewhere = (event) => { if (memory.changedElsewhere(event)) begin(); };
  window.addEventListener('storage', elsewhere);
  begin();
  return {
    speak, locate, clear,
    close() {
      window.removeEventListener('storage', elsewhere);
      line.close();
    },
  };
}

function clock(at) {
  const then = new Date(at);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const time = then.toTimeString().slice(0, 5);
  if (at >= midnight) return time;
  const day = at >= midnight - DAY_MS ? TEXTS.yesterday : `${then.getMonth() + 1}月${then.getDate()}日`;
  return `${day} ${time}`;
}

// Thumbs, and what is wrong where one points down.
function judging(at, judge) {
  const box = el('div', 'judging');
  const thank = () => { box.textContent = TEXTS.thanks; };
  const up = button(TEXTS.helpful, () => { judge(at, true, '', ''); thank(); });
  const down = button(TEXTS.unhelpful, () => { why(box, (reason, note) => { judge(at, false, reason, note); thank(); }); });
  up.insertBefore(thumb('up'), up.firstChild);
  down.insertBefore(thumb('down'), down.firstChild);
  return put(box, up, down);
}

function why(box, done) {
  const note = el('input');
  Object.assign(note, { maxLength: 200, placeholder: TEXTS.note });
  note.setAttribute('aria-label', TEXTS.note);
  const reasons = TEXTS.reasons.map(({ value, title }) => button(title, () => done(value, note.value)));
  box.textContent = TEXTS.why;
  put(box, note, put(el('div', 'chips'), ...reasons));
  reasons[0].focus();
}
