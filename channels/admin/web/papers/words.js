// What is said in more than one place of this section.

export const WORDS = {
  nation: '全国', noDate: '无日期', scanned: '从图片识别，可能有错字', all: '全部文件', quoted: '原文摘录，未经整理',
};

// Where and of when a paper is.
export function about({ region, date, file, scanned }) {
  return [region || WORDS.nation, date || WORDS.noDate, file, scanned && WORDS.scanned].filter(Boolean).join(' · ');
}
