// All papers: files are dropped in and their fates shown, the list, and a search to try.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { progress } from '../shared/busy.js';
import { reason } from '../shared/dialog.js';
import { field } from '../shared/form.js';
import { places } from '../shared/places.js';
import { send } from '../shared/sending.js';
import { table } from '../shared/table.js';
import { searching } from './search.js';
import { follow, PATH } from './following.js';
import { WORDS as COMMON } from './words.js';

const WORDS = {
  title: '政策文件', about: '把文件原样放进来，马上能按问题查到原文。查到的是原文摘录，没有人审过；要说给人听的，从里面拟成问答，改好、核对后再发布。',
  drop: '把文件拖到这里，或者', pick: '选文件', kinds: '.txt .md .html .docx .pdf，一次可以放几个；同名、同地区的会被替换', region: '在哪里管用',
  noRegion: '先写上文件在哪里管用：全国、省、市或者县', title_: '题目', date: '发文日期', optional: '不写就从文件里读；放几个文件时不用写',
  whole: '后面像是另一篇文章的也留下', sending: (name) => `正在传 ${name}…`, fates: '刚放的文件', papers: '已有的文件',
  none: '还没有文件。', remove: '撤掉', removed: '已撤掉，查不到了', ask: (title) => `撤掉《${title}》？`, askText: '马上查不到；已经拟好的问答不受影响。',
  states: { waiting: '等着读', reading: '正在读…' },
};

export async function openList(main, context) {
  const { session, signal, failed, cities } = context;
  const fates = el('div', { 'aria-live': 'polite' });
  const papers = el('div');
  const writes = session.role !== 'auditor';
  const show = (list) => { fates.replaceChildren(...arrived(list.arrivals)); papers.replaceChildren(sheet(list.papers, context, writes && remove)); };

  async function remove({ id, title }) {
    const why = await reason({ title: WORDS.ask(title), text: WORDS.askText, yes: WORDS.remove, danger: true });
    if (why === null) return;
    try {
      show(await call('POST', '/api/admin/papers/remove', { id, why }));
      toast(WORDS.removed);
    } catch (fault) {
      failed(fault);
    }
  }

  const list = await call('GET', '/api/admin/papers', null, signal);
  show(list);
  main.append(el('h2', { text: WORDS.title }), el('p', { text: WORDS.about }), writes && intake(context, cities, show), fates,
    searching(context, cities), el('h3', { text: WORDS.papers }), papers);
  follow(signal, show).catch(failed);
}

function intake({ signal, failed }, cities, show) {
  const known = places(cities);
  const region = field({ label: WORDS.region, list: known.id, required: true });
  const title = field({ label: WORDS.title_, maxlength: 200, hint: WORDS.optional });
  const date = field({ label: WORDS.date, type: 'date', hint: WORDS.optional });
  const whole = el('input', { type: 'checkbox' });
  const picker = el('input', { type: 'file', multiple: '', class: 'offstage', tabindex: '-1', 'aria-label': WORDS.pick, on: { change: () => { take([...picker.files]); picker.value = ''; } } });
  const place = el('div', {});
  const drop = el('div', { class: 'drop', on: {
    dragover: (event) => { event.preventDefault(); drop.classList.add('over'); },
    dragleave: () => drop.classList.remove('over'),
    drop: (event) => { event.preventDefault(); drop.classList.remove('over'); take([...event.dataTransfer.files]); },
  } }, el('p', {}, WORDS.drop, button(WORDS.pick, () => picker.click(), { class: 'main' }), picker), el('small', { text: WORDS.kinds }), place);

  async function take(files) {
    region.tell(region.value.trim() ? [] : [{ text: WORDS.noRegion, isSerious: true }]);
    if (!region.value.trim()) return region.control.focus();
    for (const file of files) await taken(file, files.length === 1);
    await follow(signal, show).catch(failed);
  }

  async function taken(file, isAlone) {
    const bar = progress(WORDS.sending(file.name), 0);
    place.replaceChildren(bar.element);
    const alone = isAlone ? { title: title.value.trim(), ...(date.value && { date: date.value }) } : {};
    const about = { region: region.value.trim(), whole: whole.checked, ...alone };
    try {
      await send(`${PATH}/add`, file, about, { signal, progress: (share) => bar.show(WORDS.sending(file.name), share) });
      [title, date].forEach((input) => { input.value = ''; });
    } catch (fault) {
      if (fault.kind === 'refused') region.tell([{ text: fault.message, isSerious: true }]);
      else failed(fault);
    } finally {
      bar.element.remove();
    }
  }

  return el('section', { class: 'card' }, el('div', { class: 'fields' }, region.row, title.row, date.row), known.element,
    el('label', { class: 'sign' }, whole, WORDS.whole), drop);
}

function arrived(arrivals) {
  const line = ({ file, state, fate }) => (state === 'failed'
    ? el('li', { class: 'serious', text: fate.fault }) // which names the file
    : el('li', { class: state }, el('b', { text: file }), ' ', fate ? told(fate) : WORDS.states[state]));
  return arrivals.length ? [el('h3', { text: WORDS.fates }), el('ul', { class: 'fates' }, ...arrivals.map(line))] : [];
}

function told({ is_new: isNew, title, excerpts, date, cut, scanned }) {
  return [`${isNew ? '加入' : '替换'}《${title}》：${excerpts} 段`, date ? `日期 ${date}` : '没读到日期', cut.length && `剪去粘在后面的${cut.map((one) => `《${one}》`).join('、')}`,
    scanned && COMMON.scanned].filter(Boolean).join('，');
}

function sheet(papers, { address }, remove) {
  const columns = [
    { title: '题目', isName: true, cell: ({ id, title }) => el('a', { href: address([id]), text: title }) },
    { title: '地区', cell: ({ region }) => region || COMMON.nation },
    { title: '日期', cell: ({ date }) => date || COMMON.noDate },
    { title: '段数', cell: ({ excerpts }) => String(excerpts) },
    { title: '文件', cell: ({ file, scanned }) => el('span', { class: 'marks' }, file, scanned && el('span', { class: 'tag wait', text: COMMON.scanned })) },
  ];
  if (remove) columns.push({ title: '操作', cell: (row) => button(WORDS.remove, () => remove(row), { 'aria-label': `${WORDS.remove} ${row.title}` }) });
  return table({ caption: WORDS.papers, columns, rows: papers, empty: WORDS.none });
}
