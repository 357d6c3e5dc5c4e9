// The lists: stories, articles.
import { h, link } from '../dom.js';
import * as data from '../data.js';
import { titleOf } from '../parts.js';
import { table } from '../table.js';
import { moment, t } from '../words.js';

export function stories([], query) {
  const texts = data.stories.map(story => [story.title, story.id]);
  for (const article of data.articles) {
    if (article.story != null) texts[article.story].push(article.title ?? '', article.outlet ?? '', article.id);
  }
  const columns = [
    { key: 'title', value: story => story.title, cell: story => link(['story', story.id], story.title || t('untitled')) },
    { key: 'articles', value: story => story.n, isNumber: true },
    { key: 'outlets', value: story => story.nOutlets, isNumber: true },
    { key: 'owners', value: story => story.nOwners, isNumber: true },
    { key: 'origins', value: story => story.nOrigins, isNumber: true },
    { key: 'echo', value: story => 1 - story.nOrigins / story.n, cell: story => Math.round(100 * (1 - story.nOrigins / story.n)) + ' %', isNumber: true },
  ];
  return [h('h1', {}, t('stories')), table({ label: t('stories'), route: ['stories'], query, items: data.stories, columns, text: story => texts[story.at].join(' ') })];
}

export function articles([], query) {
  const columns = [
    { key: 'title', value: titleOf, cell: article => link(['article', article.id], titleOf(article)) },
    { key: 'outlet', value: article => article.outlet ?? '', cell: article => article.outlet ?? '–' },
    { key: 'time', value: article => article.time ?? '', cell: article => moment(article.time) },
    { key: 'story', value: article => (article.story == null ? 0 : data.stories[article.story].n), isNumber: true,
      cell: article => (article.story == null ? '–' : link(['story', data.stories[article.story].id], data.stories[article.story].n)) },
  ];
  return [h('h1', {}, t('articles')), table({ label: t('articles'), route: ['articles'], query, items: data.articles, columns, text: article => [article.title, article.outlet, article.id].join(' ') })];
}
