// What the device keeps: who the person is, what was said, what is still to be sent, and how they like the page. A private
// window may refuse storage; then all of it lasts as long as the page.

const KEPT_ENTRIES = 120;

function openMemory(name) {
  const held = {};
  const read = (key) => {
    try {
      return JSON.parse(window.localStorage.getItem(`${name}:${key}`));
    } catch (error) {
      return held[key] || null;
    }
  };
  const write = (key, value) => {
    held[key] = value;
    try {
      window.localStorage.setItem(`${name}:${key}`, JSON.stringify(value));
    } catch (error) { /* kept for this page */ }
  };

  const anew = () => ({ sender: `web-${random(16)}`, last: 0, entries: [], judged: {} });
  const memory = {
    log: read('log') || anew(),
    likes: read('likes') || {},
    // The last entry and all before it are one value, so that another tab never sees one without the other.
    keep(entry) {
      memory.log.last = entry.at;
      if (entry.event !== 'done') memory.log.entries = memory.log.entries.concat(entry).slice(-KEPT_ENTRIES);
      write('log', memory.log);
    },
    judge(at) {
      memory.log.judged[at] = true;
      write('log', memory.log);
    },
    like(name, value) {
      memory.likes[name] = value;
      write('likes', memory.likes);
    },
    unsent: () => read('unsent') || [],
    send: (item) => write('unsent', memory.unsent().concat(item)),
    sent: (id) => write('unsent', memory.unsent().filter((item) => item.id !== id)),
    clear() {
      memory.log = anew();
      write('log', memory.log);
      write('unsent', []);
    },
    // Whether another tab has cleared it all.
    changedElsewhere(event) {
      const log = event.key === `${name}:log` && read('log');
      if (!log || log.sender === memory.log.sender) return false;
      memory.log = log;
      return true;
    },
  };
  write('log', memory.log);
  return memory;
}

function random(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => `0${value.toString(16)}`.slice(-2)).join('');
}
