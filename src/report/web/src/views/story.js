// A story: its lineage over time, who stands behind it, and each article in words.
import { address, bar, block, h, link, list } from '../dom.js';
import * as data from '../data.js';
import { colour, graph } from '../graph.js';
import { chainWords, edgeLine, latentName, nodeLink, reach, sample } from '../parts.js';
import { number, t, zone } from '../words.js';

/** Rows to a page. */
const PAGE = 60;
const ORIGINS = 12;

function key(layout) {
  const dot = kind => h('span', { class: `dot ${kind}` });
  return h('p', { class: 'key' }, ['credited', 'uncredited', 'miscredited', 'common_source', 'undecided'].map(kind => h('span', {}, sample(kind === 'common_source' ? 'common' : kind), ' ', t(kind))),
    ['root', 'echo', 'wire'].map((kind, i) => h('span', {}, dot(kind), ' ', t(['root', 'echoes', 'is_wire'][i]))), layout.ties.length ? h('span', {}, sample('tie'), ' ', t('tie')) : null,
    layout.rows.some(row => row.until != null) ? h('span', {}, sample('span'), ' ', t('span')) : null);
}

function origins(layout, n) {
  return h('table', { class: 'bars' }, h('tbody', {}, layout.origins.slice(0, ORIGINS).map(([id, count], at) => h('tr', {},
    h('th', { scope: 'row' }, h('span', { class: `dot root ${colour(at)}` }), ' ', id.startsWith('article:') ? nodeLink(id.slice(8)) : data.nameOf(id)),
    h('td', { class: 'n' }, number(count)), h('td', { class: 'wide' }, bar(count / n))))),
    layout.origins.length > ORIGINS ? h('tfoot', {}, h('tr', {}, h('td', { colspan: 3, class: 'dim' }, t('more', layout.origins.length - ORIGINS)))) : null);
}

export async function story([id], query) {
  const story = data.story(id);
  if (!story) return null;
  const layout = await data.storyDetail(story);
  const pages = Math.ceil(layout.rows.length / PAGE), page = Math.min(Math.max(0, Number(query.get('page')) || 0), pages - 1);
  const [from, to] = [page * PAGE, Math.min((page + 1) * PAGE, layout.rows.length)];
  const rows = layout.rows.slice(from, to);
  const details = await Promise.all(rows.map(row => ('article' in row.node ? data.articleDetail(data.articles[row.node.article]) : null)));
  const words = rows.map((row, i) => {
    const detail = details[i];
    if (!detail) {
      const latent = data.latents[row.node.latent], above = latent.parent != null && data.latents[latent.parent];
      return [link(['wire', latent.id], latentName(latent)), `: ${t('inferred')}`, above ? `; ${t('relay', data.nameOf(above.source ?? above.id))}` : ''];
    }
    const edges = detail.edges.map(edge => h('li', {}, edgeLine(edge)));
    return [nodeLink(detail.article.id), `: ${chainWords(detail.chain)}`, edges.length ? h('ul', { 'aria-label': t('comes_from') }, edges) : null];
  });
  const turn = (key, to) => (to >= 0 && to < pages ? h('a', { href: address(['story', id], { page: to || '' }) }, t(key)) : null);
  const pager = pages > 1 ? h('p', { class: 'pager' }, turn('previous', page - 1), ` ${t('found', number(from + 1), number(to), number(layout.rows.length))} `, turn('next', page + 1)) : null;
  const width = (document.getElementById('main').clientWidth || 1000) - 32;
  const families = data.families.filter(family => data.articles[family.members[0][0]].story === story.at);
  return [
    h('h1', { dir: 'auto' }, story.title || t('untitled')), reach(story),
    block(t('lineage'), h('p', { class: 'dim' }, t('lineage_help'), layout.axis ? ` ${t('clock', zone(layout.clock))}` : ''), key(layout), graph(layout, from, to, width), pager),
    block(t('origins'), origins(layout, story.n)),
    block(t('chains'), list(words, t('none')), pager?.cloneNode(true)),
    block(t('families'), list(families.slice(0, 30).map(family => [family.members.slice(0, 8).map(([at], i) => [i ? ' · ' : '', link(['article', data.articles[at].id], data.outletOf(data.articles[at]))]),
      family.members.length > 8 ? ` ${t('more', family.members.length - 8)}` : '', h('span', { class: 'dim' }, ` ${t('least_score', family.least.toFixed(2))}`)]), t('none'))),
  ];
}
