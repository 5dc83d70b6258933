// Names of regions to choose from beside a field: a datalist, filled once the cities are known.

import { el } from '/staff/dom.js';

let count = 0;

// {id, element}: ``list: id`` of a field, and the element to be put anywhere beside it.
export function places(cities, more = ['全国']) {
  const id = `places-${(count += 1)}`;
  const element = el('datalist', { id });
  const fill = (names) => element.replaceChildren(...new Set(names).values().map((value) => el('option', { value })));
  fill(more);
  cities.then((names) => fill([...more, ...names]));
  return { id, element };
}
