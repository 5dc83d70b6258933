// The whole widget in Traditional characters: the server, which has the tables, converts each text once.

function openTraditional(base, root) {
  const known = new Map();
  const plain = new WeakMap();
  const ATTRIBUTES = ['aria-label', 'placeholder'];
  let on = false;
  let asking = false;

  // Every place that holds a text, as how to read and how to write it; `key` knows the place again.
  function places() {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 3) found.push(place(node, 'data', () => node.data, (text) => { node.data = text; }));
      else ATTRIBUTES.filter((name) => node.hasAttribute(name)).forEach((name) => found.push(
        place(node, name, () => node.getAttribute(name), (text) => node.setAttribute(name, text)),
      ));
    }
    return found.filter(({ simplified }) => /[\u4e00-\u9fff]/.test(simplified));
  }

  function place(node, name, read, write) {
    const before = (plain.get(node) || {})[name];
    const shown = read();
    const simplified = before && before.shown === shown ? before.simplified : shown;
    return {
      simplified,
      write(text) {
        if (text === read()) return;
        plain.set(node, Object.assign(plain.get(node) || {}, { [name]: { simplified, shown: text } }));
        write(text);
      },
    };
  }

  async function apply() {
    if (asking || !on) return;
    asking = true;
    try {
      const missing = Array.from(new Set(places().map(({ simplified }) => simplified).filter((text) => !known.has(text))));
      if (missing.length) {
        const { texts } = await (await post(base, 'api/traditional', { texts: missing.slice(0, 300) })).json();
        texts.forEach((text, index) => known.set(missing[index], text));
      }
      if (on) places().forEach((found) => known.has(found.simplified) && found.write(known.get(found.simplified)));
    } catch (error) { /* Simplified is read as well. */ }
    asking = false;
  }

  new MutationObserver(apply).observe(root, { childList: true, subtree: true, characterData: true });
  return (wanted) => {
    on = wanted;
    if (on) apply();
    else places().forEach((found) => found.write(found.simplified));
  };
}
