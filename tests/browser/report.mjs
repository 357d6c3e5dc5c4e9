// Drives report.html in Chromium: node report.mjs FILE [DIRECTORY for screenshots]. Needs playwright-core and axe-core.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, shots] = process.argv.slice(2);
const address = pathToFileURL(resolve(file)).href;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const faults = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const [width, height] of [[1400, 900], [390, 844]]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: false });
    const page = await context.newPage();
    const where = () => `${width} ${colorScheme} ${page.url().split('#')[1] ?? ''}`;
    page.on('pageerror', error => faults.push(`${where()}: ${error}`));
    page.on('console', message => message.type() === 'error' && faults.push(`${where()}: ${message.text()}`));
    page.on('request', request => request.url().split('#')[0] !== address && faults.push(`${where()}: asks for ${request.url()}`));
    await page.goto(address);
    await page.waitForSelector('html[data-ready]', { timeout: 10000 });
    const look = async name => {
      await page.evaluate(await (await import('node:fs/promises')).readFile(axe, 'utf8'));
      const found = await page.evaluate(() => globalThis.axe.run());
      for (const v of found.violations) {
        if (['serious', 'critical'].includes(v.impact)) faults.push(`${where()}: ${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wide) faults.push(`${where()}: wider than the window`);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
    };
    const follow = async (selector, heading) => {
      const before = page.url();
      await page.locator(selector).first().click();
      await page.waitForFunction(old => location.href !== old, before);
      await page.waitForFunction(start => document.title.startsWith('silsilah – ' + start), heading);
    };
    await look('overview');
    await follow('a[href="#/stories"]', 'Stories');
    await look('stories');
    await page.fill('input[type=search]', 'zzzz no such title');
    if (await page.locator('tbody tr').count() !== 0) faults.push('the search finds what is not there');
    await page.fill('input[type=search]', '');
    await follow('tbody a', '');
    await page.waitForSelector('main svg rect');
    await look('story');
    await follow('a[href^="#/pair/"]', 'Pair');
    if (await page.locator('.same').count() < 2) faults.push(`${where()}: no passage is marked`);
    await look('pair');
    await follow('section a[href^="#/article/"]', '');
    await page.waitForSelector('.text .body');
    await look('article');
    await follow('a[href^="#/story/"]', '');
    await page.goBack();
    await page.waitForSelector('.text .body');
    await page.selectOption('#lang', 'id');
    await page.waitForFunction(() => document.documentElement.lang === 'id');
    await context.close();
  }
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
