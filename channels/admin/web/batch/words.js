// What is said in this section.

export const DECISIONS = { answer: '答', choose: '请人选或先给指引', refuse: '不答', '': '还没测' };
export const CHANGES = { same: '和上次一样', right: '变对了', wrong: '变错了', other: '换了答案', new: '第一次测' };
export const VERDICTS = { wrong: '答错的', right: '答对的', unjudged: '没写该答什么的' };

export const WORDS = {
  title: '批量测试', about: '一份表里的问题全问一遍，和群众问到的是同一个答法。表里有一列“问题”就行；再写上“应答编号”（不该答的写 不答）就能判对错，写上“地区”就按那里答。',
  file: 'CSV 或 XLSX', begin: '开始测', reading: '正在读表…', asking: (done, all) => `测了 ${done} / ${all}`, choose: '请先选一个文件。',
  runs: '测过的', at: '时间', name: '文件', who: '谁测的', count: '题数', right: '对', wrong: '错', rate: '对的占', none: '还没有测过。', open: (file) => file || '（没有名字）', unfinished: '没测完',
  back: '全部批量测试', go: '接着测', summary: (run) => `${run.who}　共 ${run.count} 题，测了 ${run.asked} 题`, filter: '只看', all: '全部',
  question: '问题', region: '地区', expected: '该答', decision: '结果', told: '答的', score: '把握', verdict: '对不对', change: '和上次比', before: (id) => `上次：${id || '不答'}`,
  xlsx: '下载 XLSX', csv: '下载 CSV', isRight: '对', isWrong: '错', noRows: '没有这样的题。', refuse: '不答',
};
