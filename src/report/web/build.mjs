// Builds dist/ from src/ with the packages that package-lock.json pins: the script and the style, minified, and the head
// of the page with their digests, so that no other script or style can run in it. `--check` says whether dist/ is what
// would be built. Needs Node.js 20 or later; `cargo build` needs none of this.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const here = new URL('.', import.meta.url);
const read = name => readFile(new URL(name, here), 'utf8');

const options = { bundle: true, minify: true, write: false, charset: 'utf8', legalComments: 'none', target: 'es2022', absWorkingDir: new URL('.', here).pathname };
const bundle = async (entry, more) => {
  const result = await build({ ...options, entryPoints: [entry], metafile: true, ...more });
  return { text: result.outputFiles[0].text.trim(), inputs: Object.keys(result.metafile.inputs) };
};
const script = await bundle('src/main.js', { format: 'esm' });
const style = await bundle('report.css');
if (/<\/?script|<!--/i.test(script.text)) throw new Error('the script would end where it says </script or <!--');

const digest = text => 'sha256-' + createHash('sha256').update(text).digest('base64');
const head = (await read('head.html')).trim().replace('$SCRIPT\'', digest(script.text) + '\'').replace('$STYLE', digest(style.text));

// The licence of every package that has come into the script.
const packages = [...new Set(script.inputs.map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean))].sort();
const licences = await Promise.all(packages.map(async name => {
  const folder = `node_modules/${name}/`;
  const about = JSON.parse(await read(folder + 'package.json'));
  const file = (await readdir(new URL(folder, here))).find(file => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${name} has no licence file`);
  return `${name} ${about.version} (${about.license})\n\n${(await read(folder + file)).trim()}\n`;
}));

const files = {
  'dist/report.js': script.text,
  'dist/report.css': style.text,
  'dist/head.html': head,
  'dist/body.html': (await read('body.html')).trim(),
  'dist/LICENSES.txt': licences.join('\n' + '-'.repeat(78) + '\n\n'),
};
let stale = 0;
for (const [name, text] of Object.entries(files)) {
  if (process.argv.includes('--check')) {
    if (await read(name).catch(() => null) !== text) {
      console.error(`${name} is not what src/ gives: npm run build`);
      stale += 1;
    }
  } else {
    await writeFile(new URL(name, here), text);
    console.log(`${name}: ${text.length} characters`);
  }
}
process.exit(stale ? 1 : 0);
