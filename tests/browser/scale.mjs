// Times a report in Chromium: until it is open, until each of its largest stories stands there, a list, a search, the
// audit tables. Milliseconds of wall-clock time.
//
//   node scale.mjs FILE [RUNS]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';

const [file, runs = '5'] = process.argv.slice(2);
const browser = await launch();

/** Goes to a state and waits until `selector` is there and has been painted. */
const timed = (page, hash, selector) => page.evaluate(([hash, selector]) => new Promise(done => {
  const began = performance.now(), title = document.title;
  const look = () => (document.title !== title && document.querySelector(selector)
    ? requestAnimationFrame(() => done(Math.round(performance.now() - began))) : setTimeout(look, 1));
  location.hash = hash;
  look();
}), [hash, selector]);

for (let run = 0; run < Number(runs); run += 1) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const began = Date.now();
  await page.goto(pathToFileURL(resolve(file)).href);
  await page.waitForSelector('html[data-ready]', { timeout: 60000 });
  const open = Date.now() - began;
  const articles = await page.locator('.cards dd').first().textContent();
  const list = await timed(page, '#/stories', 'tbody tr');
  const largest = await page.locator('tbody a').evaluateAll(links => links.slice(0, 10).map(link => link.getAttribute('href')));
  const stories = [];
  for (const story of largest) {
    stories.push(await timed(page, story, 'svg.graph circle'));
    await timed(page, '#/overview', '.cards');
  }
  const audit = await timed(page, '#/audit', 'table.matrix');
  const search = await timed(page, '#/articles?q=jakarta', 'tbody tr');
  console.log(`${articles} articles: open ${open}, list ${list}, search ${search}, audit ${audit}, stories ${stories.join(' ')} (most ${Math.max(...stories)})`);
  await context.close();
}
await browser.close();
