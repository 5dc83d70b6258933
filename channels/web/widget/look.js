// The frame around the conversation: header, log, what is often asked, and the input.

function openLook(shadow, full) {
  const look = {};
  const labelled = (node, label) => { node.setAttribute('aria-label', label); return node; };

  look.city = labelled(el('select', 'city'), TEXTS.city);
  look.city.add(new Option(TEXTS.anywhere, ''));
  look.elder = worded(button(), TEXTS.elder);
  look.more = worded(button('', null, '', TEXTS.more_label), TEXTS.more);
  look.more.setAttribute('aria-expanded', 'false');
  look.traditional = button(TEXTS.traditional);
  look.clear = button(TEXTS.clear);
  const call = link(`☎ ${TEXTS.call}`, 'tel:12333');
  look.privacy = worded(link('', ''), TEXTS.privacy);
  look.menu = put(el('div', 'menu'), look.traditional, look.clear, look.privacy, call);
  look.menu.hidden = true;
  look.close = full ? null : button('×', null, '', TEXTS.close);
  const name = put(el(full ? 'h1' : 'h2', 'name'), el('b', '', TEXTS.name), el('small', '', TEXTS.tagline));
  const tools = put(el('div', 'tools'), look.city, look.elder, look.more, look.close);
  const header = put(el('div', 'bar'), emblem(), name, tools, look.menu);

  look.offline = el('p', 'notice offline', TEXTS.offline);
  look.place = el('p', 'notice');
  look.busy = el('p', 'notice');
  [look.offline, look.busy, look.place].forEach((notice) => {
    notice.hidden = true;
    notice.setAttribute('role', 'status');
  });
  look.log = el('div', 'log');
  look.log.setAttribute('role', 'log');
  const dots = labelled(put(el('div', 'bubble dots'), el('i'), el('i'), el('i')), TEXTS.typing);
  dots.setAttribute('role', 'img');
  look.typing = put(el('div', 'row bot typing'), put(el('span', 'face'), emblem()), put(el('div', 'body'), dots));
  look.scroll = labelled(put(el('div', 'scroll'), look.log, look.typing), TEXTS.log);
  look.scroll.tabIndex = 0;
  look.scroll.setAttribute('role', 'region');

  look.quick = labelled(el('nav', 'quick'), TEXTS.quick_title);
  look.here = button(TEXTS.location, null, 'here', TEXTS.send_location);
  look.input = labelled(el('textarea'), TEXTS.input);
  Object.assign(look.input, { rows: 1, maxLength: 1000, placeholder: TEXTS.placeholder });
  look.input.setAttribute('enterkeyhint', 'send');
  // What was said is seen whole: on a phone, a keyboard would cover half of it.
  look.rest = () => (matchMedia('(pointer: coarse)').matches ? look.input.blur() : look.input.focus());
  const send = el('button', 'send', TEXTS.send);
  look.form = put(el('form'), look.here, look.input, send);

  look.app = put(el('div', full ? 'app full' : 'app panel'), header, look.offline, look.busy, look.place, look.scroll, look.quick, look.form);
  look.app.setAttribute('role', full ? 'main' : 'dialog');
  labelled(look.app, TEXTS.name);
  look.app.hidden = !full;
  look.launch = full ? null : button(TEXTS.open, null, 'launch');
  if (look.launch) look.launch.insertBefore(emblem(), look.launch.firstChild);
  // All that is inherited from the page around ends here.
  put(shadow, put(el('div', 'around'), look.launch, look.app));
  dress(shadow);
  return look;
}

// For the old, in a part of the widget: plainer words; and where an answer comes from is folded, since it is long, in hard words,
// and in large letters fills the screen.
function suit(look, part) {
  const elder = look.app.classList.contains('elder');
  part.querySelectorAll('.source').forEach((source) => { source.open = !elder; });
  part.querySelectorAll('[data-elder]').forEach((node) => { node.textContent = elder ? node.dataset.elder : node.dataset.usual; });
}

// A style sheet made by script needs no permission of the page around; before Chrome 73 there is none but the element.
function dress(shadow) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
  } catch (error) {
    shadow.appendChild(el('style', '', STYLE));
  }
}
