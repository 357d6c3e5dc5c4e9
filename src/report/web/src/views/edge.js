// One derivation and why it is believed: each reason as a bar, for or against.
import { bar, block, h, list } from '../dom.js';
import * as data from '../data.js';
import { chainWords, edgeLine, nodeLink, pairLink, sample } from '../parts.js';
import { percent, style, t } from '../words.js';

function weights(reasons) {
  const most = Math.max(1, ...reasons.map(reason => Math.abs(reason.weight)));
  return h('table', { class: 'weights' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('reason')), h('th', { scope: 'col', class: 'n' }, t('weight')), h('td', { colspan: 2 }))),
    h('tbody', {}, reasons.map(reason => h('tr', {}, h('th', { scope: 'row' }, reason.text), h('td', { class: 'n' }, (reason.weight > 0 ? '+' : '') + reason.weight.toFixed(2)),
      h('td', { class: 'against' }, reason.weight < 0 ? bar(-reason.weight / most, 'bad') : null), h('td', { class: 'for' }, reason.weight > 0 ? bar(reason.weight / most, 'good') : null)))));
}

/** The words that a reason points at, on either side. */
function shown(reasons, texts) {
  const slice = (text, [start, end]) => Array.from(text).slice(start, end).join('');
  return reasons.filter(reason => (reason.a && texts[0] != null) || (reason.b && texts[1] != null)).map(reason => [h('b', {}, reason.kind), ': ',
    reason.a && texts[0] != null ? h('q', { dir: 'auto' }, slice(texts[0], reason.a).slice(0, 400)) : null, reason.b && texts[1] != null ? [' ← ', h('q', { dir: 'auto' }, slice(texts[1], reason.b).slice(0, 400))] : null]);
}

export async function edge([child, parent]) {
  const article = data.article(child);
  if (!article) return null;
  const detail = await data.articleDetail(article);
  const edge = detail.edges.find(edge => edge.parent === parent);
  if (!edge) return null;
  const source = data.article(parent), above = source && await data.articleDetail(source);
  const others = detail.edges.filter(other => other !== edge);
  const figure = (key, x) => h('tr', {}, h('th', { scope: 'row' }, t(key)), h('td', { class: 'n' }, percent(x)), h('td', { class: 'wide' }, bar(x)));
  return [
    h('h1', {}, `${t('edge')}: ${t(edge.kind)}`),
    h('dl', { class: 'articles' }, h('dt', {}, t('article')), h('dd', {}, nodeLink(child)), h('dt', {}, t('comes_from')), h('dd', {}, nodeLink(parent), source ? [' · ', pairLink(child, parent)] : null)),
    h('p', {}, sample(style(edge.credit)), ` ${t(edge.credit)}; ${chainWords(detail.chain)}`),
    h('table', { class: 'bars' }, h('tbody', {}, figure('probability', edge.probability), edge.share ? figure('share', edge.share) : null)),
    block(t('reasons'), h('p', { class: 'dim' }, t('weights_help')), weights(edge.reasons)),
    block(t('shown'), list(shown(edge.reasons, [detail.text, above?.text]), t('none'))),
    others.length ? block(t('comes_from'), list(others.map(other => edgeLine(other)), '')) : null,
  ];
}
