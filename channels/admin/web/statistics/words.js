// What is said in this section.

export const OUTCOMES = {
  answered: '直接答出', guided: '先给了办事指引', choices: '请人选一项', service: '办了服务（找活、驿站、算钱等）', refused: '没答上', danger: '提醒了危险',
  handoff: '说到转人工', unavailable: '出故障没答',
};
export const BESIDE = { clerk: '坐席在答', talk: '寒暄' };

export const WORDS = {
  title: '统计', about: '各项比例都按提问数算，不算寒暄和坐席在答的。', first: '从哪天', last: '到哪天', region: '地区', topic: '类别', all: '全部', show: '查看',
  spans: [['近7天', 7], ['近30天', 30], ['近90天', 90]],
  conversations: '对话', asked: '提问', answered: '直接答出', refused: '没答上', handoff: '转人工', satisfaction: '满意率', judged: (count) => `${count} 个评价`,
  outcomes: '答得怎么样', outcome: '结果', count: '次数', part: '占提问', beside: '另外', days: '每天', hours: '一天里的时段', hour: (hour) => `${hour}点`, day: '日期', at: '几点',
  regions: '各地', topics: '各类问题', entries: '用得最多的问答', entry: '问答', told: '答出', listed: '列出', desk: '坐席打开', none: '这段时间没有人说话。',
  report: '月报', month: '哪个月', xlsx: '下载 XLSX', pdf: '下载 PDF', all_talks: '全部对话', talks: '最近的对话都在这份表里，号码已经遮蔽。谁导出过，操作记录里看得到。', csv: '下载 CSV', noEntries: '没有。',
};
