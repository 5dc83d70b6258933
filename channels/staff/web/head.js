// The head of every page of the staff: whether answers can be had, what went wrong, and the way out.

import { call } from './api.js';
import { $, el } from './dom.js';
import { Line } from './line.js';

const WORDS = {
  expired: '登录过期了，刚才写的都还在。',
  login: '重新登录',
  down: '连不上服务，这一步没有做成。写的都还在，请稍后再试。',
};

export const line = new Line();

export function notice(text) {
  $('notice').textContent = text;
  $('notice').hidden = !text;
}

// ``down``: what to say when the server cannot be reached.
export function tell(fault, down = WORDS.down) {
  if (fault.kind === 'down') line.show('down');
  notice({ down, refused: fault.message, expired: WORDS.expired }[fault.kind]);
  if (fault.kind === 'expired') $('notice').append(' ', el('a', { href: '/staff/login', target: '_blank', text: WORDS.login }));
}

export async function logOut() {
  try {
    await call('DELETE', '/staff/session');
    location.replace('/staff/login');
  } catch (fault) {
    tell(fault);
  }
}
