// What is said in this section.

export const REASONS = { refused: '没答上', guided: '只给了指引', disliked: '答得不好', missing: '坐席记“没有”', wrong: '坐席记“不对”' };
export const STATES = { open: '待处理', done: '已处理', not_ours: '不归我们' };
export const REMARKS = { off_topic: '答非所问', unclear: '看不懂', outdated: '过时了', other: '其他' };

export const WORDS = {
  title: '群众问了什么',
  about: (days) => `最近 ${days} 天没答上的、只给了办事指引的、被点了“没用”的，和坐席记下的。意思一样的归成一组，问的人多的在前。`,
  states: '处理到哪一步', why: '为什么没答好', any: '都看', region: '在哪里问的', show: '查看',
  people: (count) => `${count} 人问`, last: (day) => `最近 ${day}`, counted: (name, count) => `${name} ${count}`,
  samples: '也这么问', remarks: '他们说', near: '最接近的问答', noNear: '没有接近的问答',
  answers: '现在这样问，答的就是它', draft: '建草稿', notOurs: '不归我们', add: '加到这条', fits: '这条能答', reopen: '重新看',
  done: (who) => `${who}已处理：`, setAside: (who) => `${who}：不归我们`, again: (count) => `之后又有 ${count} 人问`,
  drafted: '已建草稿，去写答案：', added: '已加进问法，存成草稿，去发布：', kept: '记下了', waiting: (count) => `还有 ${count} 个问法正在归类…`,
  none: { open: '没有要处理的。群众的问题都答上了，或者还没有人问。', done: '还没有处理过的。', not_ours: '没有。' },
};
