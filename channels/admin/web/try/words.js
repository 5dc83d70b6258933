// What is said about a question that is tried out.

export const TRY = {
  title: '试一试',
  about: '问一句，看看小助手会怎么答、为什么。这里走的就是聊天用的那一套查找，不会记进统计。',
  question: '问题',
  placeholder: '像来问的人那样写',
  city: '问的人在哪',
  noCity: '没有说',
  day: '按哪天的规定',
  draft: '把正在改的内容当作已经发布',
  go: '试一试',
  going: '正在查…',
  nothing: '一条像的也没有。',
  candidates: '像的有哪些',
  why: '为什么',
  took: (ms) => `用时${Math.round(ms)}毫秒`,
  score: (text) => `把握${text}`,
  wording: (wording, likeness) => `最像的问法：“${wording}”（像${likeness}）`,
  isDraft: '正在改的',
  decisions: {
    answer: '直接答', choose: '列出几条来选', guide: '先答专题的指引', ask_region: '反问是哪个城市', refuse: '不答，请人去问窗口或12333',
  },
};
