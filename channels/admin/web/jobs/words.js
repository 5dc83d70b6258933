// What jobs and versions are called.

export const KINDS = {
  import: '导入', encode: '编码问答', paper: '读政策文件', train: '训练', measure: '比较', publish: '发布版本', roll_back: '退回版本',
};
export const STATES = { waiting: '等着', running: '正在做', done: '做完', failed: '没做成', cancelled: '已取消' };
export const STANDINGS = { live: '正在用', unmeasured: '还没比过', fit: '不比正在用的差', worse: '不如正在用的', damaged: '坏了' };
export const VERDICTS = { right: '答对', offered: '给了选项', refused: '没答出', wrong: '答错' };
export const nameOf = (version) => (version === 'shipped' ? '随程序来的' : version);

export const TAGS = { done: '', running: 'wait', waiting: 'plain', failed: 'past', cancelled: 'plain', live: '', fit: 'plain', unmeasured: 'plain', worse: 'past', damaged: 'past' };

const STAMP = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false });

// Times come as UTC without a zone.
export const when = (utc) => (utc ? STAMP.format(new Date(`${utc}Z`)) : '');
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
export const percent = (share) => `${(share * 100).toFixed(1)}%`;
