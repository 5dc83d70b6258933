// The line to the server: a WebSocket, and POST while there is none. Both bring the same entries, each with a time of its own
// (`at`), so that what is missed is asked for and what comes twice is dropped. What is said stays in `memory.unsent` until its
// answer is whole, and goes again after every break; the server knows it by its id.

const HELLO_MS = 6000;
const ACCEPTED_MS = 8000;
const PONG_MS = 4000;
const MOST_WAIT_MS = 30000;
const DESK_WAIT_MS = 5000;
const POST_MS = 40000;
const BUSY_MS = 5000;

// `on.event(event)`: something happened; `on.state(online)`: whether the server can be reached; `on.refused(id, text)`.
function openLine(base, memory, on) {
  let socket = null;
  let ready = false;
  let failures = 0;
  let timer = 0;
  let posting = false;
  let heard = 0;
  let answerer = 'engine';
  let place = null;
  let closed = false;
  let again = 0;

  function receive(event) {
    heard = Date.now();
    if (event.answerer) answerer = event.answerer;
    if ('place' in event) place = event.place;
    if (event.error) { refuse(event.error); return; }
    if (event.at) {
      if (event.at <= memory.log.last) return;
      memory.keep(event);
    }
    if (event.event === 'accepted') on.busy('');
    if (event.event === 'done') memory.sent(event.id);
    on.event(event);
  }

  // Of what the server takes later, one word is enough; what it will never take is not sent again.
  function refuse({ code, message }) {
    const [first] = memory.unsent();
    if (!first) return;
    if (/^(busy|too_fast)$/.test(code)) {
      on.busy(message);
      clearTimeout(again);
      again = setTimeout(repeat, BUSY_MS);
    } else {
      memory.sent(first.id);
      on.refused(first.id, message);
    }
  }

  function repeat() {
    again = 0;
    if (ready) memory.unsent().forEach(speak);
    else exchange();
  }

  function connect() {
    clearTimeout(timer);
    if (closed || socket) return;
    const opening = new WebSocket(new URL('api/line', base).href.replace(/^http/, 'ws'));
    const patience = setTimeout(() => opening.close(), HELLO_MS);
    const { sender } = memory.log;
    socket = opening;
    opening.onopen = () => opening.send(JSON.stringify({ sender, after: memory.log.last }));
    opening.onmessage = ({ data }) => {
      if (socket !== opening) return;
      const event = JSON.parse(data);
      receive(event);
      if (event.event === 'welcome') {
        clearTimeout(patience);
        ready = true;
        failures = 0;
        on.state(true);
        memory.unsent().forEach(speak);
      }
    };
    opening.onclose = () => {
      clearTimeout(patience);
      if (socket === opening) drop();
    };
  }

  // A socket that is given up may take minutes to notice; it is not waited for.
  function drop() {
    const dropped = socket;
    socket = null;
    ready = false;
    if (dropped) dropped.close();
    failures += 1;
    exchange();
    clearTimeout(timer);
    // A clerk may speak at any time.
    const most = place || answerer === 'desk' ? DESK_WAIT_MS : MOST_WAIT_MS;
    timer = setTimeout(connect, Math.min(500 * Math.pow(2, failures), most));
  }

  function speak(item) {
    socket.send(JSON.stringify(item));
    const asked = socket;
    setTimeout(() => {
      const arrived = memory.log.entries.some((entry) => entry.id === item.id);
      if (socket === asked && !again && !arrived && memory.unsent().some(({ id }) => id === item.id)) drop();
    }, ACCEPTED_MS);
  }

  // One message after the other, or a look at what is new.
  async function exchange() {
    if (posting || closed) return;
    posting = true;
    const { sender } = memory.log;
    try {
      do {
        const [item] = memory.unsent();
        const response = await post(base, 'api/line', { sender, after: memory.log.last, say: item || null }, POST_MS);
        const reply = await response.json();
        if (closed || sender !== memory.log.sender) break;
        on.state(true);
        if (reply.error) refuse(reply.error);
        else {
          reply.events.forEach(receive);
          receive({ event: 'place', answerer: reply.answerer, place: reply.place });
        }
      } while (!ready && !again && memory.unsent().length);
    } catch (error) {
      if (!ready) on.state(false);
    }
    posting = false;
  }

  function wake() {
    if (closed || document.hidden) return;
    if (!socket) {
      failures = 0;
      connect();
    } else if (ready) {
      const asked = socket;
      const before = heard;
      socket.send('ping');
      setTimeout(() => { if (socket === asked && heard === before) drop(); }, PONG_MS);
    }
  }

  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  connect();
  return {
    say(item) {
      if (closed) return;
      memory.send(item);
      if (ready) speak(item);
      else exchange();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(again);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      if (socket) socket.close();
      socket = null;
    },
  };
}

// Rejects where there is no answer in time.
function post(base, path, body, patience) {
  const asked = fetch(new URL(path, base).href, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('late')), patience || 10000); });
  return Promise.race([asked, late]);
}
