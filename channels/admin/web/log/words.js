// What the section of the log says.

export const LOG = {
  title: '操作记录',
  about: '谁在什么时候做了什么、为什么。每一条都和前一条封在一起，改不了也删不掉而不留痕迹。',
  subject: '编号或文件名', kind: '哪一类', any: '全部', go: '查',
  columns: { number: '序号', at: '时间', who: '谁', what: '做了什么', kind: '哪一类', subject: '对哪一条', why: '为什么' },
  caption: '操作记录',
  more: '再往前看',
  none: '没有记录。',
  verify: '核对有没有被改过', verifying: '正在逐条核对…',
  seal: '以前抄下的封条（可以不填）', sealHint: '抄在别处的封条能看出整本记录是不是被换过',
  sound: (count) => `${count}条记录都没有被动过。`,
  faulty: (count) => `${count}条记录里有被动过的：`,
  note: '这是现在的封条，可以抄下来放在别处，下次填进来核对：',
};

export const KINDS = {
  faqs: '问答', stations: '驿站', jobs: '岗位', lodgings: '住宿', service_points: '服务点', courses: '培训', papers: '政策文件', hours: '接待时间', figures: '数字', test_cases: '考题',
  asked: '问过的', conversation: '对话', conversations: '对话', versions: '版本', public: '对外的开关', backup: '备份', database: '数据库',
};

export const VERBS = {
  import: '导入', draft: '写草稿', check: '核对', publish: '发布', withdraw: '撤下', bring_back: '恢复使用', take_over: '接管以前导入的',
  settle: '处理完', set_aside: '不归我们', reopen: '重新打开', roll_back: '退回旧版', record: '记下', export: '导出', close: '停下对外回答', open: '恢复对外回答', delete: '删除',
};
