// 问答: all FAQs of the office, to be searched, edited and published. "#/faqs" is the list, "#/faqs/ID" one of them, "#/faqs?new=1"
// a new one.

import { call } from '/staff/api.js';
import { openEntry } from './entry.js';
import { openList } from './list.js';

export async function open(main, context) {
  const terms = await call('GET', '/api/admin/faqs/terms', null, context.signal, 20000);
  const [id] = context.path;
  if (id || context.query.get('new')) await openEntry(main, { ...context, terms }, id || '');
  else await openList(main, { ...context, terms });
}
