// What is said in this section.

export const USERS = { answer: '回答', self_check: '自查', claim: '维权', sum: '计算' };

// ``since``, ``until``: ISO days or null.
export function span(since, until) {
  return `${since ? `${since} 起` : '以前就有'}${until ? `，到 ${until} 为止` : ''}`;
}

// What a figure touches is gathered from all that is told: the first time that takes a while.
export const PATIENCE_MS = 20000;
