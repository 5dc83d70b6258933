// 数字: the register, one figure of it, and a new value.

import { openFigure } from './figure.js';
import { openList } from './list.js';

export async function open(main, context) {
  await (context.path.length ? openFigure(main, context) : openList(main, context));
}
