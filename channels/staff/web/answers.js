// How an answer that was found is described: its source, its dates, how sure it is.

export function source({ title, article, publisher, date }) {
  const from = [publisher, date].filter(Boolean).join('，');
  return `《${title}》${article || ''}${from ? `（${from}）` : ''}`;
}

export function dates({ effective_from: from, effective_to: to, as_of: known }) {
  if (from && to) return `${from} 至 ${to}`;
  if (to) return `到 ${to} 为止`;
  return [from && `${from} 起施行`, known && `截至 ${known}`].filter(Boolean).join('，');
}

// "What is in force" is a matter of days in China, wherever the machine believes to be.
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

export function state(hit, day) {
  if (hit.effective_to && hit.effective_to < day) return 'past';
  return hit.effective_from && hit.effective_from > day ? 'future' : 'now';
}

export const percent = (score) => (score > 0 && score < 0.01 ? '<1%' : `${Math.round(score * 100)}%`);
