// 政策文件: what the office has put in, one paper with its excerpts, and drafts out of it.

import { openDrafts } from './drafts.js';
import { openList } from './list.js';
import { openPaper } from './paper.js';

export async function open(main, context) {
  const [id, part] = context.path;
  const opened = !id ? openList : part === 'drafts' ? openDrafts : openPaper;
  await opened(main, context);
}
