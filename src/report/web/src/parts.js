// Pieces that several views show: links to nodes, the reach of a story, how a text hangs on its source.
import { address, bar, h, link, s } from './dom.js';
import { nameOf } from './data.js';
import * as data from './data.js';
import { moment, number, percent, style, t } from './words.js';

export const titleOf = article => article.title || article.id;
export const latentName = latent => t('item_of', latent.source ? nameOf(latent.source) : t('nobody_names'));

/** The article or wire item with this id, as a link to its view. */
export function nodeLink(id) {
  const latent = data.latent(id);
  if (latent) return link(['wire', id], latentName(latent));
  const article = data.article(id);
  return article ? [link(['article', id], titleOf(article)), h('span', { class: 'dim' }, ` ${data.outletOf(article)}, ${moment(article.time)}`)] : id;
}

export function pairLink(a, b) {
  const [first, second] = data.article(a).at < data.article(b).at ? [a, b] : [b, a];
  return link(['pair', first, second], t('compare'));
}

/** `articles → outlets → owners → origins` as bars that shrink. */
export function reach(story) {
  const steps = [['articles', story.n], ['outlets', story.nOutlets], ['owners', story.nOwners], ['origins', story.nOrigins]];
  return h('dl', { class: 'reach' }, steps.map(([key, n]) => [h('dt', {}, t(key)), h('dd', {}, h('b', {}, number(n)), bar(n / story.n, key))]));
}

/** The line in which a credit is drawn, for a key. */
export const sample = kind => s('svg', { class: 'sample', width: 36, height: 10, 'aria-hidden': 'true' }, s('path', { class: kind, d: 'M0,5H36' }));

/** What an edge says, in a line, with links to why and to the comparison. */
export function edgeLine(edge, other = edge.parent) {
  const isLatent = data.latent(edge.parent);
  return [nodeLink(other), h('span', { class: 'edge' }, ' ', sample(style(edge.credit)), ` ${t(edge.kind)}, ${t(edge.credit)}, ${percent(edge.probability)} `,
    h('a', { href: address(['edge', edge.child, edge.parent]) }, t('why')), isLatent ? null : [' · ', pairLink(edge.child, edge.parent)])];
}

/** What a page says of its sources, in words. */
export function chainWords(chain) {
  const implied = chain.implied.length ? `; ${t('implied', chain.implied.map(nameOf).join(', '))}` : '';
  if (!chain.declared) return t('credits_nobody') + implied;
  const branches = chain.branches.length ? chain.branches : [[]];
  const said = branches.map((branch, i) => [...branch, ...(i === 0 ? chain.origin : [])].map(nameOf).join(t('from')));
  return t('credits', said.join('; ')) + implied;
}
