// The versions: which one is in use, how the others did beside it, and what can be done with them.

import { call } from '/staff/api.js';
import { button, el, toast } from '/staff/dom.js';
import { reason } from '../shared/dialog.js';
import { table } from '../shared/table.js';
import { megabytes, nameOf, STANDINGS, TAGS } from './words.js';

const WORDS = {
  title: '版本', caption: '训练出来的版本', train: '重新训练', back: (name) => `退回${nameOf(name)}`, publish: '发布', report: '看比较结果', measure: '和正在用的比',
  trainTitle: '重新训练？', trainText: '约十五分钟，期间照常答话。训练好会和正在用的比过；发不发布由您看了再定。', trainYes: '开始训练', asked: '已排上，进度看下面',
  publishTitle: (name) => `发布 ${nameOf(name)}？`, publishText: '不用重启，正在说的话不受影响；不合适可以退回。', publishYes: '发布',
  worseTitle: (name) => `${nameOf(name)} 不如正在用的，仍要发布？`, worseYes: '签字发布', worseWhy: '为什么仍要发布（必填，写进操作记录）',
  backTitle: (name) => `退回 ${nameOf(name)}？`, backText: '几秒内生效，不用重启。', backYes: '退回',
};

export async function versionsCard(context, changed) {
  const { versions, before } = await call('GET', '/api/admin/versions', null, context.signal);
  const acting = new Acting(context, changed);
  const isAdmin = context.session.role === 'admin';
  const columns = [
    { title: '版本', isName: true, cell: ({ name }) => el('strong', { text: nameOf(name) }) },
    { title: '和正在用的比', cell: (one) => standing(one) },
    { title: '训练日期', cell: (one) => one.trained_on },
    { title: '大小', cell: (one) => (one.size ? megabytes(one.size) : '') },
    { title: '操作', cell: (one) => el('span', { class: 'acts' }, ...acts(one, context, acting, isAdmin)) },
  ];
  return el('section', { class: 'card', 'aria-label': WORDS.title },
    el('div', { class: 'head' }, el('h3', { text: WORDS.title }),
      isAdmin && before && button(WORDS.back(before), () => acting.back(before)),
      isAdmin && button(WORDS.train, () => acting.train(), { class: 'main' })),
    table({ caption: WORDS.caption, columns, rows: versions }));
}

function standing({ standing: now, objections }) {
  return el('span', {}, el('span', { class: `tag ${TAGS[now]}`, text: STANDINGS[now] }),
    objections.length ? el('ul', { class: 'objections' }, ...objections.map((text) => el('li', { text }))) : null);
}

function acts({ name, standing: now, objections }, context, acting, isAdmin) {
  const isMeasured = now === 'fit' || now === 'worse';
  return [
    isMeasured && el('a', { href: context.address(['report', name]), text: WORDS.report }),
    isAdmin && now === 'unmeasured' && button(WORDS.measure, () => acting.measure(name)),
    isAdmin && isMeasured && button(WORDS.publish, () => acting.publish(name, objections)),
  ];
}

class Acting {
  constructor(context, changed) {
    Object.assign(this, { context, changed });
  }

  train() {
    return this.asked({ title: WORDS.trainTitle, text: WORDS.trainText, yes: WORDS.trainYes }, (why) => ['jobs/train', { publish: false, why }]);
  }

  measure(name) {
    return this.send('versions/measure', { name });
  }

  publish(name, objections) {
    const worse = { title: WORDS.worseTitle(name), text: objections.join('\n'), yes: WORDS.worseYes, label: WORDS.worseWhy, required: true, danger: true };
    const fit = { title: WORDS.publishTitle(name), text: WORDS.publishText, yes: WORDS.publishYes };
    return this.asked(objections.length ? worse : fit, (why) => ['versions/publish', { name, why }]);
  }

  back(name) {
    return this.asked({ title: WORDS.backTitle(name), text: WORDS.backText, yes: WORDS.backYes }, (why) => ['versions/rollback', { why }]);
  }

  async asked(question, request) {
    const why = await reason(question);
    if (why !== null) await this.send(...request(why));
  }

  async send(path, body) {
    try {
      await call('POST', `/api/admin/${path}`, body);
      toast(WORDS.asked);
      await this.changed();
    } catch (fault) {
      this.context.failed(fault);
    }
  }
}
