'use strict';
// Texts reach the page by `textContent` alone; controls of direction are shown as one sign, so positions stay.
const clean = s => String(s ?? '').replace(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008]/g, '\ufffd');
const STRINGS = JSON.parse(document.getElementById('strings').textContent);
let lang = (navigator.language || 'en').startsWith('id') ? 'id' : 'en';
const t = key => STRINGS[lang][key] ?? key;
const add = (node, attributes, kids) => {
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  for (const kid of [kids].flat(9)) if (kid != null) node.append(kid.nodeType ? kid : clean(kid));
  return node;
};
const h = (name, attributes = {}, ...kids) => add(document.createElement(name), attributes, kids);
const s = (name, attributes = {}, ...kids) => add(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, kids);
const link = (route, ...kids) => h('a', { href: '#/' + route.map(encodeURIComponent).join('/') }, ...kids);

async function open(id) {
  const element = document.getElementById(id);
  const bytes = Uint8Array.from(atob(element.textContent), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}
let index, place, latents, stories;
const chunks = new Map();
async function detail(id) {
  const at = place.get(id);
  const key = 'c' + Math.floor(at / index.chunk);
  if (!chunks.has(key)) chunks.set(key, open(key));
  return (await chunks.get(key))[at % index.chunk];
}
const article = id => {
  const [, title, outlet, time, language, declared, origin] = index.articles[place.get(id)];
  return { id, title, outlet, time, language, declared, origin };
};
const head = id => article(id).title || id;
const called = id => index.names[id] ?? id.replace(/^unknown:/, '');
const node = id => latents.has(id) ? [t('item') + ' ', called(latents.get(id).source ?? id)] : link(['article', id], head(id));
const list = items => items.length ? h('ul', {}, items.map(item => h('li', {}, item))) : h('p', {}, t('none'));
const kind = credit => credit === 'uncredited' || credit === 'miscredited' || credit === 'undecided' ? credit : 'credited';
// What is not certain is never rounded to certainty.
const percent = x => (x < 1 && x >= .995 ? '> 99' : x > 0 && x < .005 ? '< 1' : Math.round(100 * x)) + ' %';

function overview() {
  const all = index.articles;
  const cards = { articles: all.length, stories: stories.length, families: index.families.filter(f => f.level === 'family').length,
    origins: new Set(all.map(a => a[6])).size, outlets: new Set(all.map(a => a[2]).filter(Boolean)).size,
    credit: all.length ? percent(all.filter(a => a[5]).length / all.length) : '–', pairs: index.pairs, edges: index.edges, latents: index.latents.length };
  const inStories = stories.reduce((n, f) => n + f.members.length, 0);
  if (inStories) cards.echo = percent(stories.reduce((n, f) => n + f.members.length - f.n_origins, 0) / inStories);
  const languages = {};
  for (const a of all) languages[a[4]] = (languages[a[4]] || 0) + 1;
  return [h('h1', {}, t('overview')), h('dl', { class: 'cards' }, Object.entries(cards).map(([k, v]) => h('div', {}, h('dt', {}, t(k)), h('dd', {}, v)))),
    h('h2', {}, t('languages')), list(Object.entries(languages).sort((a, b) => b[1] - a[1]).map(([k, n]) => `${k}: ${n}`)), h('p', {}, link(['stories'], t('stories') + ' →'))];
}

/** A list in pages of 50 with a search; `rows` gives `{text, cells, keys}`. */
function table(columns, rows) {
  let at = 0, by = null, down = true;
  const body = h('tbody'), pager = h('p', { class: 'pager', role: 'status' });
  const input = h('input', { type: 'search', 'aria-label': t('search'), placeholder: t('search') });
  const draw = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.filter(row => words.every(word => row.text.includes(word)));
    if (by !== null) found.sort((a, b) => (a.keys[by] < b.keys[by] ? -1 : a.keys[by] > b.keys[by] ? 1 : 0) * (down ? -1 : 1));
    const turn = (key, to) => { const b = h('button', { type: 'button' }, t(key)); b.disabled = to < 0 || to >= found.length; b.onclick = () => { at = to; draw(); }; return b; };
    body.replaceChildren(...found.slice(at, at + 50).map(row => h('tr', {}, row.cells().map((cell, i) => h('td', i ? { class: 'n' } : {}, cell)))));
    pager.replaceChildren(turn('previous', at - 50), ` ${found.length ? at + 1 : 0}–${Math.min(at + 50, found.length)} / ${found.length} `, turn('next', at + 50));
  };
  input.oninput = () => { at = 0; draw(); };
  const heads = columns.map((key, i) => {
    const b = h('button', { type: 'button' }, t(key)), th = h('th', i ? { class: 'n', scope: 'col' } : { scope: 'col' }, b);
    b.onclick = () => { down = by === i ? !down : i > 0; by = i; at = 0; heads.forEach(x => x.removeAttribute('aria-sort')); th.setAttribute('aria-sort', down ? 'descending' : 'ascending'); draw(); };
    return th;
  });
  draw();
  return [h('p', {}, input), h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('stories') }, h('table', {}, h('thead', {}, h('tr', {}, heads)), body)), pager];
}
const storyList = () => [h('h1', {}, t('stories')), table(['title', 'articles', 'outlets', 'owners', 'origins'], stories.map(f => {
  const first = f.members[0].article, numbers = [f.members.length, f.n_outlets, f.n_owners, f.n_origins];
  const text = f.members.map(m => { const a = article(m.article); return [a.title, a.outlet, a.id].join(' '); }).join(' ').toLowerCase();
  return { text, keys: [head(first).toLowerCase(), ...numbers], cells: () => [link(['story', f.id], head(first)), ...numbers] };
}))];
const articleList = () => [h('h1', {}, t('articles')), table(['title', 'outlets', 'time'], index.articles.map(([id, title, outlet, time]) => (
  { text: [title, outlet, id].join(' ').toLowerCase(), keys: [(title || id).toLowerCase(), outlet || '', time || ''], cells: () => [link(['article', id], title || id), outlet || '–', time || '–'] })))];

const hour = time => { const n = Date.parse(String(time).slice(0, 25)); return Number.isFinite(n) ? n / 36e5 : null; };
/** Boxes in rows by time; a parent is never drawn right of a child that it has. */
function picture(ids, edges) {
  const times = new Map(ids.map(id => [id, latents.has(id) ? null : hour(article(id).time)]));
  const known = [...times.values()].filter(x => x !== null), low = Math.min(...known), high = Math.max(...known);
  const spread = 620, x = new Map(ids.map(id => [id, latents.has(id) ? 10 : times.get(id) === null ? 250 : 250 + (high > low ? (times.get(id) - low) / (high - low) * spread : 0)]));
  const order = [...ids].sort((a, b) => x.get(a) - x.get(b) || (a < b ? -1 : 1)), y = new Map(order.map((id, i) => [id, 12 + i * 46]));
  const height = 46 * ids.length + 20, svg = s('svg', { width: 1100, height, viewBox: `0 0 1100 ${height}`, role: 'group', 'aria-label': t('lineage') });
  for (const e of edges) {
    if (!x.has(e.parent) || !x.has(e.child)) continue;
    const [px, py, cx, cy] = [x.get(e.parent) + 14 + (latents.has(e.parent) ? 26 * (order.indexOf(e.parent) % 7) : 0), y.get(e.parent) + (y.get(e.parent) < y.get(e.child) ? 36 : 0), x.get(e.child), y.get(e.child) + 18];
    svg.append(s('path', { class: kind(e.credit), opacity: Math.max(.25, e.probability), d: `M${px},${py}C${px},${cy} ${px},${cy} ${cx},${cy}` }, s('title', {}, `${t(kind(e.credit))}, ${percent(e.probability)}`)));
  }
  for (const id of order) {
    const latent = latents.has(id), a = latent ? null : article(id), label = latent ? `${t('item')}: ${called(latents.get(id).source ?? id)}` : head(id);
    const short = [...clean(label)], under = latent ? '' : `${a.outlet || t('unknown')} · ${a.time ? a.time.slice(0, 16).replace('T', ' ') : t('undated')}`;
    const box = s('g', { class: latent ? 'latent' : 'page', transform: `translate(${x.get(id)},${y.get(id)})` }, s('rect', { width: 220, height: 36, rx: 4 }),
      s('text', { x: 8, y: 15 }, short.length > 33 ? short.slice(0, 32).join('') + '…' : label), s('text', { x: 8, y: 30, 'font-size': 11 }, [...clean(under)].slice(0, 36).join('')));
    svg.append(latent ? box : s('a', { href: '#/article/' + encodeURIComponent(id) }, s('title', {}, label), box));
  }
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('lineage') }, svg);
}
const edgeWords = e => [node(e.parent), ` – ${e.kind}, ${t(kind(e.credit))}, ${percent(e.probability)}`, latents.has(e.parent) ? null : [' – ', pairLink(e.child, e.parent)]];
const pairLink = (a, b) => link(['pair', ...(place.get(a) < place.get(b) ? [a, b] : [b, a])], t('compare'));
const chainWords = chain => chain.declared ? `${t('credits')} ${[...chain.main, ...chain.origin].map(called).join(` ${t('from')} `)}` : t('nobody');

async function story(id) {
  const f = index.families.find(family => family.id === id);
  if (!f) return null;
  const shown = f.members.slice(0, 60).map(m => m.article), details = await Promise.all(shown.map(detail));
  const edges = details.flatMap(d => d.edges), ids = new Set(shown);
  for (const e of edges) for (let at = latents.get(e.parent); at && !ids.has(at.id); at = latents.get(at.parent)) ids.add(at.id);
  const per = {};
  for (const m of f.members) { const o = article(m.article).origin; per[o] = (per[o] || 0) + 1; }
  return [h('h1', {}, head(f.members[0].article)), h('p', {}, `${f.members.length} ${t('articles').toLowerCase()} · ${f.n_outlets} ${t('outlets').toLowerCase()} → ${f.n_owners} ${t('owners').toLowerCase()} → ${f.n_origins} ${t('origins').toLowerCase()}`),
    h('h2', {}, t('lineage')), h('p', { class: 'dim' }, t('lineage_help')),
    h('p', { class: 'key' }, ['credited', 'uncredited', 'miscredited', 'undecided'].map(k => [s('svg', { width: 40, height: 8, style: 'display:inline', 'aria-hidden': 'true' }, s('path', { class: k, d: 'M0,4H38' })), ` ${t(k)}  `])),
    picture([...ids], edges), h('h2', {}, t('origins')), list(Object.entries(per).map(([o, n]) => `${o.replace(/^article:/, '')}: ${n}`)),
    h('h2', {}, t('chains')), list(details.map(d => [link(['article', d.article.id], head(d.article.id)), `: ${chainWords(d.chain)}. `, d.edges.length ? [t('why'), list(d.edges.map(edgeWords))] : null])),
    f.members.length > 60 ? list(f.members.slice(60).map(m => link(['article', m.article], head(m.article)))) : null];
}
/** `text` with `marks` (`{start, end, kind}` in code points); where they overlap, the later in the list is seen. */
function marked(text, marks) {
  const points = Array.from(text), cuts = [...new Set([0, points.length, ...marks.flatMap(m => [m.start, m.end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const part = points.slice(cuts[i], end).join(''), over = marks.filter(m => m.start <= cuts[i] && m.end >= end), last = over.at(-1);
    return last ? h(last.kind === 'differs' ? 'mark' : 'span', { class: last.kind, title: t(last.kind) }, part) : part;
  });
}
async function articlePage(id) {
  if (!place.has(id)) return null;
  const d = await detail(id), a = article(id), story = stories.find(f => f.members.some(m => m.article === id));
  const kinds = [...new Set(d.article.spans.map(x => x.kind))];
  return [h('h1', {}, head(id)), h('p', {}, `${a.outlet || t('unknown')} · ${a.time || t('undated')} · ${a.language} · ${id}`), story ? h('p', {}, link(['story', story.id], t('story'))) : null,
    h('p', {}, chainWords(d.chain)), h('h2', {}, t('why')), list(d.edges.map(e => [edgeWords(e), list(e.reasons.map(r => `${r.text} (${r.weight.toFixed(2)})`))])),
    h('h2', {}, t('related')), list([...d.pairs.map(p => p.b), ...d.met].map(o => [node(o), ' – ', pairLink(id, o)])),
    h('h2', {}, t('claims')), list(d.claims.map(c => `“${c.cue}” – ${c.relation}${c.source ? ', ' + c.source.name : ''} (${percent(c.confidence)})`)),
    h('h2', {}, t('text')), h('p', {}, kinds.map(k => [h('span', { class: k }, k), '  '])), h('div', { class: 'text', dir: 'auto', lang: a.language }, marked(d.text, d.article.spans))];
}
async function pair(a, b) {
  if (!place.has(a) || !place.has(b)) return null;
  const [da, db] = await Promise.all([detail(a), detail(b)]), p = da.pairs.find(x => x.b === b);
  if (!p) return null;
  const side = (d, k) => h('section', { 'aria-label': k.toUpperCase() }, h('h2', {}, k.toUpperCase() + ' ', node(d.article.id)), h('div', { class: 'text', dir: 'auto', lang: d.article.lang },
    marked(d.text, [...p.passages.map(x => ({ start: x[k][0], end: x[k][1], kind: 'same' })), ...p.contradictions.map(x => ({ start: x[k][0], end: x[k][1], kind: 'differs' }))])));
  return [h('h1', {}, `${t('pair')}: ${p.verdict}`), h('p', {}, `${t('score')} ${p.score.toFixed(2)} · ${t('shares')}: ${percent(p.containment_a_in_b)}, ${percent(p.containment_b_in_a)}`),
    h('h2', {}, t('reasons')), list(p.reasons), h('p', {}, h('span', { class: 'same' }, t('same')), '  ', h('mark', { class: 'differs' }, t('differs'))), h('div', { class: 'two' }, side(da, 'a'), side(db, 'b'))];
}
const VIEWS = { overview, stories: storyList, articles: articleList, story, article: articlePage, pair };
let turn = 0;
async function show(moved) {
  const mine = ++turn;
  let name = 'overview', rest = [];
  try { [name, ...rest] = (location.hash.slice(2) || 'overview').split('/').map(decodeURIComponent); } catch { name = ''; }
  document.documentElement.lang = lang;
  const choice = document.getElementById('lang');
  choice.value = lang; choice.setAttribute('aria-label', t('language'));
  document.getElementById('nav').replaceChildren(...['overview', 'stories', 'articles'].map(k => { const a = link([k], t(k)); if (k === name) a.setAttribute('aria-current', 'page'); return a; }));
  const content = (Object.hasOwn(VIEWS, name) ? await VIEWS[name](...rest) : null) ?? [h('h1', {}, t('missing'))];
  if (mine !== turn) return;
  const main = document.getElementById('main');
  main.replaceChildren(...content.flat(9).filter(x => x != null));
  document.title = 'silsilah – ' + (main.querySelector('h1')?.textContent ?? '');
  if (moved) { scrollTo(0, 0); main.focus(); }
}
(async () => {
  index = await open('index');
  place = new Map(index.articles.map((a, i) => [a[0], i]));
  latents = new Map(index.latents.map(x => [x.id, x]));
  stories = index.families.filter(f => f.level === 'story').sort((a, b) => b.members.length - a.members.length);
  addEventListener('hashchange', () => { if (location.hash !== '#main') show(true); });
  document.querySelector('.skip').onclick = event => { event.preventDefault(); document.getElementById('main').focus(); };
  document.getElementById('lang').onchange = event => { lang = event.target.value; show(false); };
  await show(false);
  document.documentElement.dataset.ready = '1';
})();
