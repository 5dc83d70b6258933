// Making elements. Texts only ever become text nodes, and addresses are checked: nothing that anybody writes can turn into
// markup or script.

function el(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text != null) node.textContent = text;
  return node;
}

// The parent with these children; what is empty is left out.
function put(parent, ...children) {
  children.forEach((child) => child && parent.appendChild(child));
  return parent;
}

function button(title, action, className, label) {
  const node = el('button', className, title);
  node.type = 'button';
  node.onclick = action;
  if (label) node.setAttribute('aria-label', label);
  return node;
}

// A node that says the one usually, the other in elder mode (look.js).
function worded(node, [usual, elder]) {
  Object.assign(node.dataset, { usual, elder });
  return node;
}

// Called only with addresses that were made or checked here.
function link(title, href) {
  const node = el('a', '', title);
  node.href = href;
  if (!/^tel:/.test(href)) Object.assign(node, { target: '_blank', rel: 'noopener noreferrer' });
  return node;
}

// A full web address, or null for anything else.
function webAddress(text) {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch (error) {
    return null;
  }
}

// Numbers that can be dialled from anywhere: with an area code, of a mobile phone, 400, hotlines, and in an emergency.
const DIALLED = /^(0\d{9,11}|1[3-9]\d{9}|400\d{7}|123(33|45|48|38|55|51|66|93|29|50|15|80)|12110|11[09]|12[02])$/;
const digits = (number) => number.replace(/-/g, '');
const dialled = (text) => DIALLED.test(digits(text));
const phones = (text) => (text || '').split(/(\d[\d-]*\d)/).filter(dialled);
const dialling = (number, title) => link(title || `☎ ${number}`, `tel:${digits(number)}`);

// Addresses have none but ASCII characters, so they end before Chinese punctuation; a full stop behind one is no part of it.
// In running text "120" is mostly a figure: nothing so short is linked. 掌上12333 is an app.
const LINKED = /((?:https?:\/\/|(?:[a-z0-9-]+\.)+gov\.cn)(?:[\w\-.~:/?#@!$&'()*+,;=%]*[\w\-~/#&=%])?|\d[\d-]{3,}\d(?![\d元块万.,%]))/;
const IN_A_NAME = /掌上$/;

// A text with its addresses and telephone numbers as links.
function say(tag, className, text) {
  const node = el(tag, className);
  String(text).split(LINKED).forEach((part, index, parts) => {
    const address = index % 2 && webAddress(/\.gov\.cn/.test(part) && !/^https?:/.test(part) ? `https://${part}` : part);
    const number = index % 2 && dialled(part) && !IN_A_NAME.test(parts[index - 1]);
    if (address) node.appendChild(link(part, address));
    else if (number) node.appendChild(dialling(part, part));
    else if (part) node.appendChild(document.createTextNode(part));
  });
  return node;
}

// Pictures are drawn by hand: one from an address would need the permission of the page around.
function picture(className, size, ...shapes) {
  const made = (tag, attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.keys(attributes).forEach((name) => node.setAttribute(name, attributes[name]));
    return node;
  };
  const frame = made('svg', { viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true', class: className });
  return put(frame, ...shapes.map((shape) => made('path', shape)));
}

// The house of 暖驿.
const emblem = () => picture(
  'emblem', 32, { d: 'M6 16 16 7l10 9v9H6z', fill: '#fff' }, { d: 'M13 25v-6h6v6z', fill: '#f5a623' },
);

const thumb = (way) => picture(`thumb ${way}`, 24, {
  d: 'M2 21h3V9H2zM22 10.5c0-1-.8-2-2-2h-6l1-4.6c0-1.2-1.3-2-2-1.4L7 8.6V20c0 .6.6 1 1.2 1H18c.8 0 1.5-.5 1.8-1.2l2-7z',
});
