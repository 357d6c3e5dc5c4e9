// A wire item that is not in the collection, with its text as far as its copies let it be reconstructed.
import { block, h, link, list, region } from '../dom.js';
import * as data from '../data.js';
import { edgeLine, latentName, nodeLink } from '../parts.js';
import { moment, t } from '../words.js';

function readings(item, lang) {
  if (!item.readings?.length) return h('p', { class: 'dim' }, t('no_readings'));
  const most = Math.max(...item.readings.map(reading => reading.support), 1);
  const level = reading => 'r' + Math.min(4, Math.ceil(4 * reading.support / most));
  return region(t('reconstructed'), h('table', { class: 'readings' }, h('thead', {}, h('tr', {}, ['sentence', 'support', 'witnesses'].map(key => h('th', { scope: 'col' }, t(key))))),
    h('tbody', {}, item.readings.map(reading => h('tr', {}, h('td', { class: level(reading), dir: 'auto', lang }, reading.text), h('td', { class: 'n' }, reading.support),
      h('td', {}, reading.witnesses.map((id, i) => [i ? ', ' : '', link(['article', id], data.article(id) ? data.outletOf(data.article(id)) : id)])))))));
}

export async function wire([id]) {
  const latent = data.latent(id);
  if (!latent) return null;
  const { item, below } = await data.latentDetail(latent);
  const edges = await Promise.all(below.map(async at => (await data.articleDetail(data.articles[at])).edges.find(edge => edge.parent === id)));
  const relays = data.latents.filter(other => other.parent === latent.at).map(other => link(['wire', other.id], latentName(other)));
  const above = latent.parent == null ? null : data.latents[latent.parent];
  const stories = [...new Set(below.map(at => data.articles[at].story).filter(at => at != null))].map(at => data.stories[at]);
  return [
    h('h1', {}, latentName(latent)),
    h('p', {}, t('inferred'), item.not_after ? ` · ${t('not_after', moment(item.not_after))}` : '', item.lang ? ` · ${item.lang}` : '', ` · ${id}`),
    above && h('p', {}, t('relay', ''), ' ', link(['wire', above.id], latentName(above))),
    stories.map(story => h('p', {}, `${t('story')}: `, link(['story', story.id], story.title || t('untitled')))),
    block(t('reconstructed'), item.readings?.length ? h('p', { class: 'dim' }, t('reconstructed_help')) : null, readings(item, item.lang)),
    block(t('taken_by'), list([...relays, ...edges.filter(Boolean).map(edge => edgeLine(edge, edge.child))], t('none'))),
    block(t('basis'), list([...new Set(item.basis.map(claim => claim.article))].map(nodeLink), t('none'))),
  ];
}
