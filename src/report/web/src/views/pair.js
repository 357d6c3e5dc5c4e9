// Two pages side by side: what is the same, what stands for what, and what contradicts.
import { bar, block, h, list } from '../dom.js';
import * as data from '../data.js';
import { marked, sides } from '../marks.js';
import { edgeLine, nodeLink } from '../parts.js';
import { percent, t } from '../words.js';

const slice = (text, [start, end]) => Array.from(text).slice(start, end).join('');

/** The words of a passage without the links and menus that a page has put between them. */
function passageWords(detail, [start, end]) {
  const points = Array.from(detail.text);
  const between = detail.article.spans.filter(span => ['related', 'boilerplate'].includes(span.kind) && span.start < end && span.end > start);
  let at = start, words = '';
  for (const span of between) {
    words += points.slice(at, Math.max(at, span.start)).join('');
    at = Math.max(at, span.end);
  }
  return words + points.slice(at, end).join('');
}

function passages(pair, details) {
  if (!pair.passages.length) return h('p', { class: 'dim' }, t('none'));
  const cell = (side, words) => h('td', { dir: 'auto', lang: details[side].article.lang, 'data-side': side ? 'B' : 'A' }, words);
  return h('table', { class: 'sides' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, '#'), h('th', { scope: 'col' }, 'A'), h('th', { scope: 'col' }, 'B'))), h('tbody', {}, pair.passages.map((passage, i) => {
    const [a, b] = sides(passageWords(details[0], passage.a), passageWords(details[1], passage.b));
    return h('tr', {}, h('th', { scope: 'row' }, i + 1, h('span', { class: 'dim' }, ` ${percent(passage.similarity)}`)), cell(0, a), cell(1, b));
  })));
}

function contradictions(pair, texts) {
  return list(pair.contradictions.map(found => [`${found.kind}: `, h('mark', { class: 'differs' }, slice(texts[0], found.a)), ' ≠ ', h('mark', { class: 'differs' }, slice(texts[1], found.b))]), t('none'));
}

/** The whole page with its passages; the number of one shows it in the other. */
function whole(pair, texts, details) {
  const side = k => {
    const places = pair.passages.map((passage, i) => ({ start: passage['ab'[k]][0], end: passage['ab'[k]][1], kind: 'same', number: i + 1 }));
    const against = pair.contradictions.map(found => ({ start: found['ab'[k]][0], end: found['ab'[k]][1], kind: 'differs' }));
    const jump = mark => {
      if (!mark.number) return null;
      const button = h('button', { type: 'button', id: `${'ab'[k]}${mark.number}`, class: 'jump', 'aria-label': t('passage', mark.number) }, mark.number);
      button.onclick = () => { const other = document.getElementById(`${'ba'[k]}${mark.number}`); other.scrollIntoView({ block: 'center' }); other.focus(); };
      return button;
    };
    return h('section', { 'aria-label': 'AB'[k] }, h('h3', {}, `${'AB'[k]} `, nodeLink(details[k].article.id)), h('div', { class: 'text', dir: 'auto', lang: details[k].article.lang }, marked(texts[k], [...places, ...against], jump)));
  };
  return h('div', { class: 'two' }, side(0), side(1));
}

export async function pair([a, b]) {
  const [one, two] = [data.article(a), data.article(b)];
  if (!one || !two) return null;
  const details = await Promise.all([data.articleDetail(one), data.articleDetail(two)]);
  const pair = details[0].pairs.find(pair => pair.b === b);
  if (!pair) return null;
  const texts = details.map(detail => detail.text), atHand = texts.every(text => text != null);
  const edges = [...details[0].edges.filter(edge => edge.parent === b), ...details[1].edges.filter(edge => edge.parent === a)];
  const share = (key, x) => h('tr', {}, h('th', { scope: 'row' }, t(key)), h('td', { class: 'n' }, percent(x)), h('td', { class: 'wide' }, bar(x)));
  return [
    h('h1', {}, `${t('pair')}: ${t(pair.verdict)}`),
    h('dl', { class: 'articles' }, h('dt', {}, 'A'), h('dd', {}, nodeLink(a)), h('dt', {}, 'B'), h('dd', {}, nodeLink(b))),
    h('table', { class: 'bars' }, h('tbody', {}, h('tr', {}, h('th', { scope: 'row' }, t('score')), h('td', { class: 'n' }, pair.score.toFixed(2)), h('td', { class: 'wide' }, bar(pair.score))), share('a_in_b', pair.containment_a_in_b), share('b_in_a', pair.containment_b_in_a))),
    edges.length ? block(t('edge'), list(edges.map(edge => [nodeLink(edge.child), ' ← ', edgeLine(edge)]), '')) : null,
    block(t('reasons'), list(pair.reasons, t('none')), h('p', { class: 'dim' }, `${t('found_by')}: ${pair.found_by.join(', ')}`)),
    ...(atHand ? [
      block(t('passages'), h('p', { class: 'dim' }, t('passages_help')), passages(pair, details)),
      block(t('contradictions'), contradictions(pair, texts)),
      block(t('whole'), h('p', { class: 'key' }, h('span', { class: 'same' }, t('same')), h('mark', { class: 'differs' }, t('differs'))), whole(pair, texts, details)),
    ] : [h('p', {}, t('no_text'))]),
  ];
}
