// The frame: which view is asked for, by the address; the language; the keys.
import { h, link } from './dom.js';
import { openRun } from './data.js';
import { LANGUAGES, language, speak, t } from './words.js';
import { article } from './views/article.js';
import { articles, stories } from './views/lists.js';
import { audit } from './views/audit.js';
import { edge } from './views/edge.js';
import { overview } from './views/overview.js';
import { pair } from './views/pair.js';
import { run } from './views/run.js';
import { story } from './views/story.js';
import { wire } from './views/wire.js';

/** Each takes the rest of the address and what is chosen, and gives nodes; `null` where there is no such entry. */
const VIEWS = { overview, stories, articles, audit, run, story, article, pair, edge, wire };
const MENU = ['overview', 'stories', 'articles', 'audit', 'run'];

function asked() {
  const [path, query] = (location.hash.slice(2) || 'overview').split('?');
  const chosen = new URLSearchParams(query);
  try {
    const [name, ...rest] = path.split('/').map(decodeURIComponent);
    return [name, rest, chosen];
  } catch {
    return ['', [], chosen];
  }
}

function frame(name) {
  document.documentElement.lang = language();
  const choice = document.getElementById('lang');
  choice.value = language();
  choice.setAttribute('aria-label', t('language'));
  document.getElementById('nav').replaceChildren(...MENU.map(view => {
    const entry = link([view], t(view));
    if (view === name) entry.setAttribute('aria-current', 'page');
    return entry;
  }));
}

let turn = 0;
async function show(moved) {
  const mine = ++turn;
  const [name, rest, query] = asked();
  frame(name);
  let content;
  try {
    content = (Object.hasOwn(VIEWS, name) ? await VIEWS[name](rest, query) : null) ?? [h('h1', {}, t('missing'))];
  } catch (fault) {
    console.error(fault);
    content = [h('h1', {}, t('broken')), h('p', { class: 'dim' }, String(fault))];
  }
  // Another address may have been asked for while this one was being made.
  if (mine !== turn) return;
  const main = document.getElementById('main');
  main.replaceChildren(...content.flat(Infinity).filter(Boolean));
  document.title = 'silsilah – ' + (main.querySelector('h1')?.textContent ?? '');
  if (moved) {
    scrollTo(0, 0);
    main.focus();
  }
}

function listen() {
  addEventListener('hashchange', () => location.hash !== '#main' && show(true));
  document.querySelector('.skip').onclick = event => {
    event.preventDefault();
    document.getElementById('main').focus();
  };
  const choice = document.getElementById('lang');
  choice.append(...Object.entries(LANGUAGES).map(([code, name]) => h('option', { value: code, lang: code }, name)));
  choice.onchange = () => {
    speak(choice.value);
    show(false);
  };
  addEventListener('keydown', event => {
    const field = document.querySelector('input[type=search]');
    if (event.key !== '/' || !field || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    field.focus();
  });
}

await openRun();
listen();
await show(false);
document.documentElement.dataset.ready = '1';
