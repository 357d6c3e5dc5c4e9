// The whole run at a glance: how many articles, how many voices.
import { bar, block, h, link } from '../dom.js';
import * as data from '../data.js';
import { sample } from '../parts.js';
import { number, percent, style, t } from '../words.js';

const counted = values => [...values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map())].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));

function bars(rows, most) {
  const top = rows[0]?.[1] ?? 1;
  return h('table', { class: 'bars' }, h('tbody', {}, rows.slice(0, most).map(([name, n]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'n' }, number(n)), h('td', { class: 'wide' }, bar(n / top))))),
    rows.length > most ? h('tfoot', {}, h('tr', {}, h('td', { colspan: 3, class: 'dim' }, t('more', number(rows.length - most))))) : null);
}

export function overview() {
  const { articles, stories, run } = data;
  const inStories = stories.reduce((n, story) => n + story.n, 0);
  const origins = stories.reduce((n, story) => n + story.nOrigins, 0) + articles.length - inStories;
  const echo = inStories ? (inStories - stories.reduce((n, story) => n + story.nOrigins, 0)) / inStories : 0;
  const outlets = counted(articles.map(article => article.outlet).filter(Boolean));
  const warnings = run.about.warnings?.length ?? 0;
  const card = (key, value, help) => h('div', { title: help }, h('dt', {}, t(key)), h('dd', {}, value));
  const cards = [
    card('articles', link(['articles'], number(articles.length))), card('stories', link(['stories'], number(stories.length))),
    card('families', number(data.families.length)), card('origins', number(origins)),
    card('echo', percent(echo), t('echo_help')), card('credit', articles.length ? percent(articles.filter(article => article.declared).length / articles.length) : '–', t('credit_help')),
    card('outlets', number(outlets.length)), card('latents', number(data.latents.length)),
    card('pairs', number(run.n_pairs)), card('warnings', link(['run'], number(warnings))),
  ];
  const most = stories[0]?.n ?? 1;
  const labels = Object.entries(run.n_edges).sort((x, y) => y[1] - x[1]), edges = labels.reduce((n, [, m]) => n + m, 0);
  return [
    h('h1', {}, t('overview')), h('dl', { class: 'cards' }, cards),
    block(t('largest'), h('p', { class: 'dim' }, t('largest_help')),
      h('table', { class: 'bars' }, h('tbody', {}, stories.slice(0, 10).map(story => h('tr', {},
        h('th', { scope: 'row' }, link(['story', story.id], story.title || t('untitled'))), h('td', { class: 'n' }, `${number(story.n)} → ${number(story.nOrigins)}`), h('td', { class: 'wide' }, bar(story.n / most, 'echo', story.nOrigins / most)))))),
      h('p', {}, link(['stories'], t('all_stories')))),
    block(t('how_credited'), h('table', { class: 'bars' }, h('tbody', {}, labels.map(([label, n]) => h('tr', {},
      h('th', { scope: 'row' }, sample(style(label)), ' ', t(label)), h('td', { class: 'n' }, `${number(n)} (${percent(n / edges)})`), h('td', { class: 'wide' }, bar(n / labels[0][1])))))), edges ? null : h('p', { class: 'dim' }, t('none'))),
    h('div', { class: 'two' }, block(t('languages'), bars(counted(articles.map(article => article.lang)), 10)), block(t('outlets'), bars(outlets, 12))),
  ];
}
