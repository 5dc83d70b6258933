// Whether questions can be answered now: told by the look-ups themselves, and by asking now and then.

import { $ } from './dom.js';

const EVERY_MS = 5000;
const PATIENCE_MS = 3000;
const WORDS = {
  ok: (ms) => (ms === null ? '线路正常' : `线路正常 · ${ms}毫秒`),
  slow: () => '查得慢，请稍等…',
  down: () => '查不了，正在重试…',
};

export class Line {
  constructor() {
    this.state = 'starting';
    this.took = null;
    setInterval(() => document.hidden || this.probe(), EVERY_MS);
    this.probe();
  }

  show(state, took = this.took) {
    Object.assign(this, { state, took });
    $('line').dataset.state = state;
    $('line').textContent = WORDS[state](took);
  }

  async probe() {
    const up = await isUp();
    if (!up) this.show('down');
    else if (this.state !== 'slow') this.show('ok');
  }
}

// Look-ups need the gateway and the action server, not the dialogue engine.
async function isUp() {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const report = await (await fetch('/healthz', { signal: abort.signal })).json();
    return report.components.actions === 'ok';
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
