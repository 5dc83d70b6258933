// Files on their way: sent one after another with progress, then looked after until each has its fate.

import { call, Fault, who } from '/staff/api.js';

const PATH = '/api/admin/papers';
const LARGEST = 50 * 1024 * 1024;
const EVERY_MS = 700;
const TOO_LARGE = '超过 50 MB，请只留文字部分';

// One file: ``progress(share)``; what the gateway calls it. ``fetch`` cannot tell how much is sent.
export async function send(file, about, { signal, progress }) {
  if (file.size > LARGEST) throw new Fault('refused', TOO_LARGE);
  const { csrf } = await who();
  const query = new URLSearchParams({ file: file.name, ...about });
  return new Promise((sent, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${PATH}/add?${query}`);
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : null);
    request.onload = () => (request.status === 200 ? sent(JSON.parse(request.responseText)) : failed(refusal(request)));
    request.onerror = () => failed(new Fault('down'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusal({ status, responseText }) {
  if (status === 401) return new Fault('expired');
  if (status >= 500) return new Fault('down');
  return new Fault('refused', JSON.parse(responseText).error.message);
}

// Asks until no file waits any more; ``show(list)`` each time.
export async function follow(signal, show) {
  for (;;) {
    const list = await call('GET', PATH, null, signal);
    if (signal.aborted) return;
    show(list);
    if (!list.arrivals.some(({ state }) => state === 'waiting' || state === 'reading')) return;
    await new Promise((wake) => { setTimeout(wake, EVERY_MS); });
  }
}
