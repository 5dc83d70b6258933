// What a page of the staff asks the gateway.

const PATIENCE_MS = 6000;
let session = null;

// ``kind``: 'expired' (log in again), 'down' (try again), 'refused' (``message`` says why).
export class Fault extends Error {
  constructor(kind, message = '') {
    super(message);
    this.kind = kind;
  }
}

const kindOf = (status) => (status === 401 ? 'expired' : status >= 500 ? 'down' : 'refused');

// ``body``: what becomes JSON, or a form with a file in it; ``aborted``: a signal; ``patience``: in milliseconds.
export async function call(method, path, body, aborted, patience = PATIENCE_MS) {
  return reach(method, path, body, aborted, patience, (response) => (response.status === 204 ? null : response.json()));
}

// A file: {name, blob}, with the name that the gateway gives it.
export async function file(path, aborted, patience = PATIENCE_MS) {
  return reach('GET', path, null, aborted, patience, async (response) => ({
    name: /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') || '')?.[1] || '', blob: await response.blob(),
  }));
}

async function reach(method, path, body, aborted, patience, taken) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  if (aborted) aborted.addEventListener('abort', () => abort.abort());
  const isForm = body instanceof FormData;
  const headers = { 'X-CSRF-Token': session ? session.csrf : '', ...(isForm ? {} : { 'Content-Type': 'application/json' }) };
  try {
    const response = await fetch(path, { method, headers, body: isForm ? body : body && JSON.stringify(body), signal: abort.signal });
    if (!response.ok) throw new Fault(kindOf(response.status), (await response.json()).error.message);
    return await taken(response);
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('down');
  } finally {
    clearTimeout(timer);
  }
}

// Who is logged in; the token that goes with whatever changes something is taken from here.
export async function who() {
  session = await call('GET', '/staff/session');
  return session;
}
