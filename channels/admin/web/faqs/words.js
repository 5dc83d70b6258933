// What the section of FAQs says.

export const FAQS = {
  title: '问答',
  caption: '问答一览',
  add: '新增问答',
  search: '找',
  placeholder: '问题、答案或编号里的字',
  region: '地区', category: '分类', standing: '到哪一步', due: '要看一看的', inForce: '只看现在有效的',
  any: '全部', nation: '全国',
  columns: { question: '问题', region: '地区', category: '分类', standing: '到哪一步', dates: '有效期', source: '来源' },
  always: '长期',
  noSource: '没有写',
  edited: '改过自带的',
};

export const STANDINGS = { draft: '草稿', checked: '已核对', published: '已发布', withdrawn: '已撤下', shipped: '程序自带', replaced: '换下了' };

export const ENTRY = {
  back: '回到问答一览',
  fresh: '新增问答',
  id: '编号', idHint: '定了就不能改；导入导出靠它认出是同一条',
  question: '问题', questionHint: '来问的人最常用的一句',
  similar_questions: '相似问法', similarHint: '一行一条；写得越像来问的人，越容易问到',
  answer: '答案', answerHint: '单看答案也要知道在说哪件事；会变的数用“插入数字”',
  region: '地区', regionHint: '空着就是全国',
  category: '分类',
  effective_from: '生效日期', effective_to: '失效日期',
  source: '依据',
  source_title: '来源', source_publisher: '发布单位', source_date: '来源日期', source_url: '链接',
  insert: '插入数字',
  save: '存成草稿', saving: '正在存…', saved: (version) => `已存成第${version}版草稿`,
  saveWhy: { title: '存成草稿', yes: '存下' },
  unchanged: '没有改动，不用存。',
  readOnly: '您的账号只能看，不能改。',
  own: (region, category) => `您只能改${[region, category].filter(Boolean).join('、')}的问答。`,
  checking: '正在核对…',
  clear: '没有发现要核对的。',
  notChecked: '核对的服务现在连不上，可以先存成草稿。',
  todo: '要核对的',
  other: '看那一条',
  preview: '来问的人会看到',
  perPlace: (region) => `这个数各地不一样：没有说城市的人会先被问在哪；下面用的是${region}的数。`,
  try: '试一试',
  versions: '历次版本',
};

export const STATE = {
  shipped: '程序自带的，没有人改过。',
  shippedGone: '程序自带的，已经撤下，现在问不到。',
  told: (version) => `现在用的是第${version}版。`,
  shippedTold: '现在用的还是程序自带的那一版。',
  untold: '现在问不到这一条。',
  draft: (version) => `第${version}版是草稿，还没有发布。`,
  checked: (version) => `第${version}版已经核对，等着发布。`,
  second: '要请另一个人核对以后才能发布。',
  own: '这一版是您自己写的，要请另一个人核对。',
};

export const ACTS = {
  check: { text: '核对无误', title: '核对无误？', yes: '核对无误', done: '已记下：核对无误' },
  publish: { text: '发布', title: '发布这一版？', yes: '发布', done: '已发布，两秒内生效' },
  drop: { text: '丢掉草稿', title: '丢掉这份草稿？', yes: '丢掉', done: '草稿已丢掉', danger: true },
  withdraw: { text: '撤下', title: '撤下这一条？', note: '撤下以后就问不到了；历次版本都还在，可以再用回来。', yes: '撤下', done: '已撤下', danger: true },
  giveBack: { text: '还原成自带的', title: '还原成程序自带的？', note: '改过的会撤下，程序自带的那一版重新生效。', yes: '还原', done: '已还原成程序自带的' },
  bring_back: { text: '恢复使用', title: '恢复使用这一条？', yes: '恢复', done: '已恢复使用' },
  restore: { text: '用回这一版', title: '用回这一版？', note: '会存成一份新的草稿，发布以后才生效。', yes: '用回', done: '已存成新的草稿' },
  going: '正在办…',
  open: (count) => `还有${count}处可能会说错，请先看一看：`,
};

export const VERSIONS = {
  name: (number) => (number ? `第${number}版` : '程序自带的'),
  restored: (number) => `用回第${number}版`,
  compare: '和前一版比',
  same: '两版一样。',
  step: (state, who, at, why) => `${STANDINGS[state]}：${who}，${at}${why ? `（${why}）` : ''}`,
  none: '还没有改过。',
};

export const FIGURES = {
  title: '插入数字',
  about: '插入以后，数变了答案也跟着变。',
  search: '找哪个数',
  none: '没有这样的数。',
  unknown: '这里没有登记',
  now: (value, since) => `${value}${since ? `（${since}起）` : ''}`,
  close: '不插入',
};
