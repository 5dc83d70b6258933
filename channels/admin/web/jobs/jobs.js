// 版本与任务: versions that were trained, and what is done in the background.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { confirm } from '../shared/dialog.js';
import { progress } from '../shared/busy.js';
import { table } from '../shared/table.js';
import { openReport } from './report.js';
import { versionsCard } from './versions.js';
import { KINDS, nameOf, STATES, TAGS, when } from './words.js';

const EVERY_MS = 1500;
const WORDS = {
  title: '版本与任务', jobs: '后台任务', none: '还没有任务。', log: '看记录', hide: '收起', cancel: '取消', stopping: '正在停下…',
  cancelTitle: '取消这个任务？', cancelText: '正在做的会停下；已经生效的不变。', cancelYes: '取消任务', keep: '不取消', cancelled: '已取消',
  noLog: '没有记录。', why: '理由：', logOf: (number) => `任务 ${number} 的记录`,
};
const mayLookAtVersions = (role) => role !== 'editor';

export async function open(main, context) {
  if (context.path[0] === 'report' && mayLookAtVersions(context.session.role)) return openReport(main, context);
  const versions = el('div'); const list = el('div');
  main.append(el('h2', { text: WORDS.title }), versions, el('h3', { text: WORDS.jobs }), list);
  const page = new Page(context, versions, list);
  await page.draw();
  page.repeat();
  return undefined;
}

class Page {
  constructor(context, versions, list) {
    Object.assign(this, { context, versions, list, seen: '', opened: null });
  }

  // What has not changed is left alone, with the focus in it.
  async draw() {
    const { jobs } = await call('GET', '/api/admin/jobs', null, this.context.signal);
    const seen = JSON.stringify(jobs);
    if (seen === this.seen) return;
    const focused = document.activeElement?.dataset?.job;
    this.seen = seen;
    await this.drawVersions();
    const log = this.opened && await this.logOf(this.opened);
    this.list.replaceChildren(this.table(jobs), ...(log ? [log] : []));
    if (focused) this.list.querySelector(`[data-job="${focused}"]`)?.focus();
  }

  async drawVersions() {
    if (mayLookAtVersions(this.context.session.role)) this.versions.replaceChildren(await versionsCard(this.context, () => this.draw()));
  }

  repeat() {
    const timer = setInterval(() => this.draw().catch(this.context.failed), EVERY_MS);
    this.context.signal.addEventListener('abort', () => clearInterval(timer));
  }

  table(jobs) {
    const columns = [
      { title: '任务', isName: true, cell: (job) => el('span', {}, el('strong', { text: KINDS[job.kind] }), ` ${nameOf(job.subject)}`) },
      { title: '状态', cell: (job) => this.state(job) },
      { title: '谁', cell: (job) => el('span', {}, job.who, job.why && el('small', { class: 'why', text: `${WORDS.why}${job.why}` })) },
      { title: '什么时候', cell: (job) => when(job.asked_at) },
      { title: '操作', cell: (job) => this.actions(job) },
    ];
    return table({ caption: WORDS.jobs, columns, rows: jobs, empty: WORDS.none });
  }

  state(job) {
    if (job.state === 'running') return progress(job.is_stopping ? WORDS.stopping : job.line || STATES.running, job.progress).element;
    return el('span', {}, el('span', { class: `tag ${TAGS[job.state]}`, text: STATES[job.state] }), ` ${job.line}`);
  }

  actions(job) {
    const isOpen = this.opened === job.number;
    const mayCancel = ['waiting', 'running'].includes(job.state) && !job.is_stopping && this.context.session.role !== 'auditor';
    return el('span', { class: 'acts' },
      button(isOpen ? WORDS.hide : WORDS.log, () => this.toggle(job.number), { 'aria-expanded': String(isOpen), 'data-job': job.number }),
      mayCancel && button(WORDS.cancel, () => this.cancel(job.number)));
  }

  toggle(number) {
    this.opened = this.opened === number ? null : number;
    this.seen = '';
    this.draw().catch(this.context.failed);
  }

  async logOf(number) {
    const { log, objections, faults } = await call('GET', `/api/admin/jobs/one?number=${number}`, null, this.context.signal);
    const told = [...objections, ...faults.map(({ line, reason }) => `第 ${line} 行：${reason}`)];
    return el('section', { class: 'card', 'aria-label': WORDS.logOf(number) }, el('h3', { text: WORDS.logOf(number) }),
      told.length ? el('ul', { class: 'notes' }, ...told.map((text) => el('li', { text }))) : null,
      el('pre', { class: 'printed', tabindex: 0, text: log.trimEnd() || WORDS.noLog }));
  }

  async cancel(number) {
    if (!await confirm({ title: WORDS.cancelTitle, text: WORDS.cancelText, yes: WORDS.cancelYes, no: WORDS.keep, danger: true })) return;
    try {
      await call('POST', '/api/admin/jobs/cancel', { number });
      toast(WORDS.cancelled);
      await this.draw();
    } catch (fault) {
      this.context.failed(fault);
    }
  }
}
