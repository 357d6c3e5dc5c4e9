// Nodes of the page. Texts of articles reach it by `append` of strings alone, never as markup.
// Controls of direction and other invisible characters are shown as one sign, so that positions stay.
export const clean = text => String(text ?? '').replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u0000-\u0008\u000b-\u001f]/g, '\ufffd');

function filled(node, attributes, kids) {
  for (const key in attributes) {
    if (attributes[key] != null) node.setAttribute(key, attributes[key]);
  }
  for (const kid of kids.flat(Infinity)) {
    if (kid != null && kid !== false) node.append(kid.nodeType ? kid : clean(kid));
  }
  return node;
}

export const h = (name, attributes = {}, ...kids) => filled(document.createElement(name), attributes, kids);
export const s = (name, attributes = {}, ...kids) => filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, kids);

/** The address of a state: `route` is the view and its arguments, `query` what is chosen in it. */
export function address(route, query = {}) {
  const chosen = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value != null)).toString();
  return '#/' + route.map(encodeURIComponent).join('/') + (chosen ? '?' + chosen : '');
}
export const link = (route, ...kids) => h('a', { href: address(route) }, ...kids);
export const list = (items, none) => (items.length ? h('ul', {}, items.map(item => h('li', {}, item))) : h('p', { class: 'dim' }, none));

/** A bar of `share` (0 to 1) of the width that there is. */
export function bar(share, kind = '', inner = null) {
  const part = h('span', { class: 'part ' + kind });
  part.style.inlineSize = 100 * Math.min(1, Math.max(0, share)) + '%';
  const box = h('span', { class: 'bar', 'aria-hidden': 'true' }, part);
  if (inner !== null) {
    const within = h('span', { class: 'part inner' });
    within.style.inlineSize = 100 * Math.min(1, inner) + '%';
    box.append(within);
  }
  return box;
}

export const block = (heading, ...kids) => h('section', {}, h('h2', {}, heading), ...kids);
export const region = (label, ...kids) => h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, ...kids);
