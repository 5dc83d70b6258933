// The desk by keyboard alone.

const MOVES = { ArrowDown: 1, ArrowUp: -1 };

// ``acts``: what letters do outside of fields; ``anywhere``: what keys do that write nothing.
export function listen({ box, move, open, leave, clear, focus, acts, anywhere }) {
  document.addEventListener('keydown', (event) => {
    // A key that ends an input-method composition belongs to it.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = wanted(event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  function wanted({ key, target }) {
    if (key in anywhere) return anywhere[key];
    if (target === box) return inBox(key);
    if (key === 'Escape') return leave;
    if (isField(target)) return null;
    if (key === '/') return focus;
    if (key in MOVES) return () => move(MOVES[key]);
    if (key === 'Enter' && !target.closest('button, a')) return open;
    return acts[key.toLowerCase()];
  }

  function inBox(key) {
    if (key in MOVES) return () => move(MOVES[key]);
    // Pressed from habit; a question begins with no slash.
    if (key === '/' && !box.value) return focus;
    return { Enter: open, Escape: clear }[key];
  }
}

const isField = (target) => Boolean(target.closest('input, textarea, select'));
