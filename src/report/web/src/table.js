// A table in pages of 50 that can be searched and sorted; what is chosen stands in the address.
import { address, h, region } from './dom.js';
import { number, t } from './words.js';

const PAGE = 50;
const order = (x, y) => (x < y ? -1 : x > y ? 1 : 0);

/**
 * `columns` are `{key, value(item), cell(item)?, isNumber?}`, `text(item)` is what a search looks through. Only the rows
 * of the page that is shown are made.
 */
export function table({ label, route, query, items, columns, text }) {
  const chosen = { q: query.get('q') ?? '', sort: query.get('sort') ?? '', page: Number(query.get('page')) || 0 };
  const body = h('tbody'), pager = h('p', { class: 'pager', role: 'status' });
  const input = text && h('input', { type: 'search', value: chosen.q, 'aria-label': t('search'), placeholder: t('search') });
  let found = null, texts = null, sorted = null;
  const heads = columns.map(column => {
    const button = h('button', { type: 'button' }, t(column.key));
    button.onclick = () => {
      const [by, way] = chosen.sort.split('.');
      const first = column.isNumber ? 'down' : 'up';
      chosen.sort = `${column.key}.${by !== column.key ? first : way === 'up' ? 'down' : 'up'}`;
      chosen.page = 0;
      draw();
    };
    return h('th', { class: column.isNumber ? 'n' : null, scope: 'col' }, button);
  });

  function find() {
    const words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = items.map(item => text(item).toLowerCase());
    found = words.length ? items.filter((_, i) => words.every(word => texts[i].includes(word))) : [...items];
    sorted = null;
  }
  function sort() {
    const [by, way] = chosen.sort.split('.');
    const column = columns.find(column => column.key === by);
    heads.forEach((head, i) => (columns[i] === column ? head.setAttribute('aria-sort', way === 'up' ? 'ascending' : 'descending') : head.removeAttribute('aria-sort')));
    if (column) found.sort((x, y) => order(column.value(x), column.value(y)) * (way === 'up' ? 1 : -1));
    sorted = chosen.sort;
  }
  function draw() {
    if (!found) find();
    if (sorted !== chosen.sort) sort();
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    chosen.page = Math.min(chosen.page, last);
    const from = chosen.page * PAGE, to = Math.min(from + PAGE, found.length);
    body.replaceChildren(...found.slice(from, to).map(item => h('tr', {}, columns.map(column => {
      const cell = column.cell ? column.cell(item) : column.isNumber ? number(column.value(item)) : column.value(item);
      return h('td', { class: column.isNumber ? 'n' : null }, cell);
    }))));
    const turn = (key, page) => {
      const button = h('button', { type: 'button' }, t(key));
      button.disabled = page < 0 || page > last;
      button.onclick = () => { chosen.page = page; draw(); };
      return button;
    };
    if (last === 0) pager.replaceChildren(t('found_all', number(found.length)));
    else pager.replaceChildren(turn('previous', chosen.page - 1), ` ${t('found', number(found.length ? from + 1 : 0), number(to), number(found.length))} `, turn('next', chosen.page + 1));
    const state = address(route, { q: chosen.q, sort: chosen.sort, page: chosen.page || '' });
    if (location.hash && state !== location.hash) history.replaceState(null, '', state);
  }
  if (input) {
    let timer;
    input.oninput = () => {
      clearTimeout(timer);
      timer = setTimeout(() => { chosen.q = input.value; chosen.page = 0; find(); draw(); }, 60);
    };
  }
  draw();
  return [input && h('p', {}, input), region(label, h('table', {}, h('caption', { class: 'away' }, label), h('thead', {}, h('tr', {}, heads)), body)), pager];
}
