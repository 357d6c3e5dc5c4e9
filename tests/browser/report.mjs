// Drives a report in Chromium as a reader would: every view, the search, an edge, a pair, an article, the way back.
//
//   node report.mjs FILE [--shots DIRECTORY]
//
// Faults: an error on the console, a request that leaves the report's folder, a serious finding of axe-core, a page
// wider than the window, a text that became markup. Needs playwright-core, axe-core and Chromium ($CHROMIUM).
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';

const [file, , shots] = process.argv.slice(2);
const address = pathToFileURL(resolve(file)).href;
const parts = new URL('report/', address).href;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
const faults = [];
let seen = 0;

async function read(width, height, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  const where = () => `${width} ${colorScheme} ${page.url().split('#')[1] ?? ''}`;
  const fault = text => faults.push(`${where()}: ${text}`);
  page.on('pageerror', error => fault(error));
  page.on('console', message => ['error', 'warning'].includes(message.type()) && fault(message.text()));
  page.on('dialog', dialog => (fault(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('request', request => {
    const url = request.url().split('#')[0];
    if (url !== address && !url.startsWith(parts)) fault(`asks for ${url}`);
  });
  await page.goto(address);
  await page.waitForSelector('html[data-ready]', { timeout: 10000 });
  const scripts = await page.locator('body script').count();

  const look = async name => {
    seen += 1;
    const found = await page.evaluate(`${axe}; axe.run()`);
    for (const violation of found.violations) {
      if (['serious', 'critical'].includes(violation.impact)) fault(`${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) fault('wider than the window');
    const foreign = await page.locator('main :is(script, img, iframe, object, embed, form, style, link)').count();
    if (foreign || (await page.locator('body script').count()) !== scripts) fault('a text has become markup');
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`, fullPage: name !== 'article' && name !== 'pair' });
  };
  const follow = async (selector, view) => {
    const before = page.url();
    await page.locator(selector).first().click();
    await page.waitForFunction(old => location.href !== old, before);
    await page.waitForFunction(start => location.hash.startsWith('#/' + start) && document.querySelector('main h1'), view);
    await page.waitForTimeout(100);
  };
  const menu = view => follow(`nav a[href="#/${view}"]`, view);

  await look('overview');
  await menu('stories');
  await look('stories');
  await page.keyboard.press('/');
  await page.keyboard.type('zzzz no such title');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 0);
  if (!(await page.evaluate(() => location.hash)).includes('q=zzzz')) fault('the search is not in the address');
  await page.fill('input[type=search]', '');
  await page.waitForSelector('tbody tr');
  await page.locator('thead button').nth(1).click();
  await page.waitForSelector('th[aria-sort=descending]');
  const counts = (await page.locator('tbody td:nth-child(2)').allTextContents()).map(text => Number(text.replace(/\D/g, '')));
  if (counts.some((count, i) => i && count > counts[i - 1])) fault(`sorted by articles: ${counts}`);

  await follow('tbody a', 'story');
  await page.waitForSelector('svg.graph circle');
  await look('story');
  const story = page.url();
  const zoomIn = page.locator('.zoom button').first();
  if (await zoomIn.count()) {
    const place = () => page.locator('svg.graph .node circle').last().getAttribute('cx');
    const before = await place();
    await zoomIn.press('Enter');
    await page.waitForFunction(old => [...document.querySelectorAll('svg.graph .node circle')].at(-1).getAttribute('cx') !== old, before);
    await page.locator('.zoom button').last().press('Enter');
  }
  if (await page.locator('svg.graph a.line').count()) {
    await page.locator('svg.graph a.line').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.startsWith('#/edge/'));
    await page.waitForSelector('table.weights tbody tr');
    await look('edge');
    await page.goBack();
    await page.waitForSelector('svg.graph circle');
    if (page.url() !== story) fault('the way back leads elsewhere');
  }
  if (await page.locator('main a[href^="#/wire/"]').count()) {
    await follow('main li a[href^="#/wire/"]', 'wire');
    await look('wire');
    await page.goBack();
    await page.waitForSelector('svg.graph circle');
  }
  await follow('main li a[href^="#/article/"]', 'article');
  await page.waitForSelector('.text');
  await look('article');
  await follow('main a[href^="#/pair/"]', 'pair');
  await page.waitForSelector('.two .text');
  await look('pair');
  if (await page.locator('.jump').count()) {
    await page.locator('#a1').click();
    if (!(await page.evaluate(() => document.activeElement.id === 'b1'))) fault('a passage does not lead to the other text');
  }
  await follow('.two a[href^="#/article/"]', 'article');
  await follow('main a[href^="#/story/"]', 'story');

  await menu('articles');
  await look('articles');
  await menu('audit');
  await look('audit');
  await menu('run');
  await look('run');
  await page.evaluate(() => { location.hash = '#/story/no-such-story'; });
  await page.waitForFunction(() => document.querySelector('h1').textContent.startsWith('There is no such entry'));
  await page.evaluate(() => { location.hash = '#/%E0%A4%A'; });
  await page.selectOption('#lang', 'id');
  await page.waitForFunction(() => document.documentElement.lang === 'id' && document.querySelector('nav a').textContent === 'Ikhtisar');
  await menu('overview');
  await look('ikhtisar');
  if (await page.evaluate(() => globalThis.escaped)) fault('a script of a page has run');
  await context.close();
}

for (const [width, height] of [[1400, 900], [390, 844]]) {
  for (const colorScheme of ['light', 'dark']) await read(width, height, colorScheme);
}
await browser.close();
for (const fault of [...new Set(faults)]) console.error(fault);
console.log(`${file}: ${seen} views looked at, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
