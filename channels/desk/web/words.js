// Everything that the desk says, and how an answer is put in words.

import { percent, source, state, today } from '/staff/answers.js';

export const DECISIONS = {
  answer: '可以直接答',
  choose: '有几种可能，先问清楚再答',
  refuse: '没有可靠的答案，不要照着念；请来电人问窗口，或按 n 记一笔',
};
const STATES = { now: '在用', then: '当时在用', past: '已失效', future: '还没施行' };
export const FACTS = {
  birth: '出生', age: '年龄', sex: '性别', post: '岗位', trade: '工种', grade: '伤残等级', money: '钱', date: '时间', duration: '多久',
};
export const PERSONS = {
  self: '本人', father: '父亲', mother: '母亲', parents: '父母', husband: '丈夫', wife: '妻子', spouse: '爱人', child: '孩子',
  sibling: '兄弟姐妹', grandparent: '祖辈', in_law: '姻亲', relative: '亲戚', workmate: '工友', friend: '朋友', employer: '单位', other: '别人',
};
export const SAYS = {
  start: '输入几个字就开始查。',
  nothing: '一条也没有找到。',
  down: '查不了：连不上服务。已经在自动重试，急的话先请来电人稍等。',
  dated: (day) => `现在按 ${day} 的规定查，答案可能已经失效。`,
  copied: '已复制',
  notCopied: '浏览器不让复制，请手动选中再复制。',
  noted: { wrong: '已记下：这条不对', missing: '已记下：没有答案' },
  undo: '（按 z 撤销）',
  undone: '已撤销',
  twice: '这一条已经记过了',
  noQuestion: '先写下来电问的是什么',
  noAnswer: '先选一条答案',
  noStory: '先把经过贴进来',
  noFacts: '没有听出具体的人、钱和日子。',
  topic: (topic) => `像是在问：${topic}`,
  noneGiven: '还没有',
  before: '别的时候怎么规定',
  related: '接着常问',
  source: '来源',
  original: '看原文',
  copy: '复制短信',
  wrong: '不对',
  missing: '没有我要的',
  views: { spoken: '念给对方听', message: '发给对方' },
  quotes: (count) => `政策文件原文摘录 ${count} 段（未经整理，别照着念）`,
  scanned: '从图片识别，可能有错字',
  nation: '全国',
  confidence: (score) => `把握 ${percent(score)}`,
};

// What chat works out, for a caller. ``reckoned``: what comes of it, as the engine names it.
export const SERVICES = {
  title: '算和找',
  wishes: [
    { title: '哪年退休', say: '算算哪年退休' }, { title: '养老金多少', say: '帮我估算养老金' }, { title: '补偿、待遇', say: '算算能赔多少' },
    { title: '够不够条件', say: '自查够不够条件' }, { title: '驿站', say: '离我最近的驿站' }, { title: '找活', say: '帮我找活' },
    { title: '住宿', say: '帮我找免费住的地方' },
  ],
  say: '替来电人说（贴上地图里的坐标，就按远近排）',
  here: '离我最近的驿站',
  send: '问',
  copy: '复制',
  papers: '打开材料',
  down: '没有问成，稍后再试。',
  reckoned: ['computed', 'listed'],
};

// Conversations that a clerk takes over.
export const TALKS = {
  count: (count) => (count ? ` ${count}` : ''),
  title: (count) => `${count ? `(${count}) ` : ''}热线坐席台 · 暖驿`,
  none: '现在没有人排队，也没有人等回电。',
  kinds: { mine: '正在谈', waiting: '排队', callBack: '等回电' },
  urgent: '可能有危险',
  waits: (minutes) => `等了${minutes}分钟`,
  unanswered: (minutes) => `等您回复${minutes}分钟`,
  answered: '已回复',
  asked: (minutes) => `${minutes}分钟前留的`,
  hours: (hours) => `${hours}小时前留的`,
  by: (clerk) => `${clerk}在办`,
  arrived: '有人在等工作人员（按 F2 看）',
  gone: '这一位已经离开，或者交还给小助手了。',
  choose: '选一位看看说了什么。',
  authors: { person: '对方', engine: '小助手', desk: '工作人员' },
  take: '接过来',
  takeKey: 'Enter',
  giveBack: '交还小助手',
  askNumber: '请对方留电话',
  insert: '放进当前答案',
  noInsert: '先接一位，再选一条答案',
  reply: '回复（Enter 发送，Shift+Enter 换行）',
  send: '发送',
  number: '取号码',
  called: '已回电，删掉号码',
  leave: '放回去',
  done: { 'give-back': '已交还小助手', settle: '号码已删掉', leave: '放回去了' },
  down: '连不上服务器，正在重试，写的都还在。',
};

export const tag = (hit, day) => STATES[state(hit, day) === 'now' && day < today() ? 'then' : state(hit, day)];

const place = (region) => (region === '全国' ? '全国统一的规定' : `${region}的规定`);
const validity = { now: () => '', past: (hit) => `注意：这是以前的规定，到${hit.effective_to}为止。\n`, future: (hit) => `注意：这条要到${hit.effective_from}才施行。\n` };

// To be read out: a sentence a line, no signs that cannot be spoken.
export function spoken(hit, day) {
  const sentences = hit.answer.replace(/([。！？；])(?=[^\n”’」）)])/g, '$1\n');
  return `${validity[state(hit, day)](hit)}${sentences}\n这是${place(hit.region)}，依据是《${hit.source.title}》${hit.source.article || ''}。`;
}

export function message(hit, day) {
  const links = hit.source.url ? `\n${hit.source.url}` : '';
  return `【${hit.region}】${hit.question}\n${validity[state(hit, day)](hit)}${hit.answer}\n来源：${source(hit.source)}${links}\n有疑问请打12333。`;
}

export const fact = ({ kind, words, negated }) => `${FACTS[kind]} ${negated ? '不是' : ''}${words}`;

// Facts by whom they are about, in the order in which people come up: [["母亲", ["年龄 53岁", …]], …].
export function byPerson(facts) {
  const told = new Map();
  for (const one of facts) told.set(PERSONS[one.person], [...(told.get(PERSONS[one.person]) || []), fact(one)]);
  return [...told];
}

// Enough for a note of the call.
const NOTE_LENGTH = 120;
const clipped = (text) => (text.length > NOTE_LENGTH ? `${text.slice(0, NOTE_LENGTH)}…` : text).replace(/\s*\n\s*/g, ' ');

export function summary({ region, facts, questions, given, reckoned, remark, staff, when }) {
  const numbered = (lines) => lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
  return [
    `【来电小结】${when}${region ? ` ${region}` : ''}`,
    ...byPerson(facts).map(([person, told]) => `${person}：${told.join('，')}`),
    questions.length && `问：\n${numbered(questions)}`,
    given.length && `答：\n${numbered(given.map((hit) => `${hit.question}（${hit.region}，${source(hit.source)}）`))}`,
    reckoned.length && `算和找：\n${numbered(reckoned.map(({ wish, text }) => `${wish}：${clipped(text)}`))}`,
    remark && `备注：${remark}`,
    `记录：${staff}`,
  ].filter(Boolean).join('\n');
}
