// What the section for files says.

export const TRANSFER = {
  title: '导入导出',
  take: '导入问答',
  takeAbout: '先看预览，看清每一行会怎样，再导入。编号相同的一行会换掉原来的；别的不动。',
  file: '表格文件', fileHint: 'Excel（.xlsx）或 CSV；一次最多16MB',
  preview: '看预览', previewing: '正在逐行核对…',
  noFile: '先选一个文件',
  onlyAdmin: '您可以看预览；导入要由管理员来做。',
  import: (count) => `导入${count}行`, importing: '正在导入…',
  nothing: '没有要导入的：每一行都和现有的一样，或者有误。',
  asDrafts: '导入以后是草稿，要请另一个人核对、发布才生效。',
  ask: { title: '导入这个文件？', yes: '导入' },
  faultyLeft: (count) => `有误的${count}行不会导入，改好了再传一次就行。`,
  done: ({ added, replaced, unchanged, faulty }) => `导入好了：新增${added}，更新${replaced}，未变${unchanged}，有误${faulty}。`,
  drafts: '都存成了草稿，请到“问答”里核对、发布。',
  waiting: (count) => `还有${count}条正在编进索引，编好一条能问到一条…`,
  ready: '都能问到了。',
  compared: (count) => `新的里面，前${count}条和现有的问答比过是不是重复。`,
  columns: '这是哪一列？',
  columnsAbout: (missing) => `有的列名认不出来${missing.length ? `，还缺${missing.join('、')}` : ''}。请说明下面几列各是什么；以后同样的表不用再说。`,
  skip: '不要这一列',
  map: '按这样读',
  rows: { line: '行', fate: '会怎样', question: '问题', reason: '说明' },
  lineName: (line) => `第${line}行`,
  caption: '每一行会怎样',
  all: '全部',
  out: '导出问答',
  outAbout: '导出本单位正在用的问答（不含程序自带、没有改过的）。导出的文件可以原样导回。',
  template: '空白模板',
  templateAbout: '照着列名填，第二张表里写着每一列怎么填。',
  xlsx: '下载 Excel', csv: '下载 CSV', loading: '正在准备…',
};

export const FATES = { new: '新增', changed: '更新', unchanged: '未变', near_duplicate: '像是重复', faulty: '有误' };
export const LOOK = { new: '', changed: 'wait', unchanged: 'plain', near_duplicate: 'wait', faulty: 'past' };
