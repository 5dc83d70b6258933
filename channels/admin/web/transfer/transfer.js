// 导入导出: files of FAQs and of records, in with a preview of what becomes of each row, and out.

import { file } from '/staff/api.js';
import { button, el } from '/staff/dom.js';
import { busy } from '../shared/busy.js';
import { choice } from '../shared/form.js';
import { Import } from './import.js';
import { TRANSFER } from './words.js';

const PATIENCE_MS = 60000;

export function open(main, context) {
  const kind = choice({ label: TRANSFER.kind, options: TRANSFER.kinds, value: 'faqs', on: { change: () => take?.begin() } });
  const take = context.session.role === 'auditor' ? null : new Import(context, () => kind.value);
  main.append(el('h2', { text: TRANSFER.title }), el('section', { class: 'card fields' }, kind.row), take ? take.element : '',
    section(TRANSFER.template, TRANSFER.templateAbout, 'template'), section(TRANSFER.out, TRANSFER.outAbout, 'export'));
  take?.resume().catch(context.failed);

  function section(title, about, what) {
    const download = (form) => {
      const pressed = button(TRANSFER[form], () => save(pressed, `/api/admin/tables/${what}?kind=${kind.value}&form=${form}`, context));
      return pressed;
    };
    return el('section', { class: 'card' }, el('h3', { text: title }), el('p', { text: about }), el('div', { class: 'row' }, download('xlsx'), download('csv')));
  }
}

async function save(pressed, path, { signal, failed }) {
  try {
    const { name, blob } = await busy(pressed, TRANSFER.loading, file(path, signal, PATIENCE_MS));
    const address = URL.createObjectURL(blob);
    el('a', { href: address, download: name }).click();
    URL.revokeObjectURL(address);
  } catch (fault) {
    failed(fault);
  }
}
