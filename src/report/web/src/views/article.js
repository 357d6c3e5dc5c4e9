// A page with its parts in colour, what it claims, what it comes from and what was made of it.
import { block, h, link, list, region } from '../dom.js';
import * as data from '../data.js';
import { marked } from '../marks.js';
import { chainWords, edgeLine, nodeLink, pairLink, titleOf } from '../parts.js';
import { moment, percent, t } from '../words.js';

function claims(found) {
  if (!found.length) return h('p', { class: 'dim' }, t('none'));
  const head = ['cue', 'relation', 'source', 'confidence'].map(key => h('th', { scope: 'col' }, t(key)));
  return region(t('claims'), h('table', {}, h('thead', {}, h('tr', {}, head)), h('tbody', {}, found.map(claim => h('tr', {},
    h('td', { dir: 'auto' }, `“${claim.cue}”`), h('td', {}, claim.relation.replaceAll('_', ' ')),
    h('td', {}, claim.source ? [claim.source, ...claim.via.map(id => ({ name: data.nameOf(id) }))].map(source => source.name).join(' · ') : '–'), h('td', { class: 'n' }, percent(claim.confidence)))))));
}

function text(detail, lang) {
  if (detail.text == null) return h('p', { class: 'dim' }, t('no_text'));
  const spans = detail.article.spans.map(span => ({ ...span, title: t('span_' + span.kind) }));
  const claimed = detail.claims.map(claim => ({ start: claim.start, end: claim.end, kind: 'claim', title: `${t('claim')}: ${claim.relation.replaceAll('_', ' ')}` }));
  const kinds = [...new Set(spans.map(span => span.kind))];
  return [h('p', { class: 'key' }, kinds.map(kind => h('span', { class: kind }, t('span_' + kind))), claimed.length ? h('span', { class: 'claim' }, t('claim')) : null),
    h('div', { class: 'text', dir: 'auto', lang }, marked(detail.text, [...spans, ...claimed]))];
}

export async function article([id]) {
  const article = data.article(id);
  if (!article) return null;
  const detail = await data.articleDetail(article);
  const below = await Promise.all(detail.below.map(async at => (await data.articleDetail(data.articles[at])).edges.find(edge => edge.parent === id)));
  const story = article.story == null ? null : data.stories[article.story];
  const url = detail.article.url;
  const related = [...detail.pairs.map(pair => [pair.b, pair.verdict, pair.score]), ...detail.met.map(([at, verdict, score]) => [data.articles[at].id, verdict, score])]
    .sort((x, y) => y[2] - x[2]);
  return [
    h('h1', { dir: 'auto' }, titleOf(article)),
    h('p', {}, `${article.outlet ?? t('unknown')} · ${moment(article.time)} · ${article.lang} · ${id}`, url ? h('span', { class: 'dim' }, ` · ${url}`) : null),
    story && h('p', {}, `${t('story')}: `, link(['story', story.id], story.title || t('untitled'))),
    block(t('says'), h('p', {}, chainWords(detail.chain))),
    block(t('comes_from'), list(detail.edges.map(edge => edgeLine(edge)), t('none'))),
    block(t('taken_by'), list(below.filter(Boolean).map(edge => edgeLine(edge, edge.child)), t('none'))),
    block(t('claims'), claims(detail.claims)),
    block(t('text'), text(detail, article.lang)),
    block(t('in_families'), list(data.familiesWith(article).map(family => [family.members.slice(0, 20).map(([at, share], i) => [i ? ' · ' : '', link(['article', data.articles[at].id], data.outletOf(data.articles[at])), ` ${percent(share)}`]),
      family.members.length > 20 ? ` ${t('more', family.members.length - 20)}` : '']), t('none'))),
    block(t('related'), list(related.slice(0, 100).map(([other, verdict, score]) => [nodeLink(other), ` ${t(verdict)} ${score.toFixed(2)} `, pairLink(id, other)]), t('none')), related.length > 100 ? h('p', { class: 'dim' }, t('more', related.length - 100)) : null),
  ];
}
