// What the page asks the gateway.

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

export async function call(method, path, body, aborted, patience = PATIENCE_MS) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  if (aborted) aborted.addEventListener('abort', () => abort.abort());
  const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session ? session.csrf : '' };
  try {
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal: abort.signal });
    const told = response.status === 204 ? null : await response.json();
    if (!response.ok) throw new Fault(kindOf(response.status), told.error.message);
    return told;
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
