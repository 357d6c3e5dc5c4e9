// The run: an index that is read at once, and blocks of details that are opened when they are looked at. A block stands
// in the page or, for a large run, in a script of its own beside it, which calls `silsilah` with its number and data.
const waiting = new Map();
globalThis.silsilah = (at, data) => waiting.get(at)?.(data);

async function unpacked(data) {
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

function beside(at) {
  return new Promise((found, failed) => {
    waiting.set(at, found);
    const script = document.createElement('script');
    script.src = `report/${at}.js`;
    script.onerror = () => failed(new Error(script.src));
    document.head.append(script);
  });
}

export let run;
export const articles = [];
export const stories = [];
export const latents = [];
export const families = [];
let places, latentPlaces, storyPlaces, familiesOf;

export async function openRun() {
  run = await unpacked(document.getElementById('index').textContent);
  // A headline of 300 signs has been cut there.
  const whole = title => (title && title.length >= 300 ? title + '…' : title);
  for (const [id, title, outlet, time, lang, declared, story, block] of run.articles) {
    articles.push({ at: articles.length, id, title: whole(title), outlet, time, lang, declared, story, block });
  }
  for (const [id, title, n, nOutlets, nOwners, nOrigins, block] of run.stories) {
    stories.push({ at: stories.length, id, title: whole(title), n, nOutlets, nOwners, nOrigins, block });
  }
  for (const [id, source, parent, block] of run.latents) {
    latents.push({ at: latents.length, id, source, parent, block });
  }
  for (const [id, members, least, nOutlets, nOrigins] of run.families) {
    families.push({ id, members, least, nOutlets, nOrigins });
  }
  places = new Map(articles.map(article => [article.id, article]));
  latentPlaces = new Map(latents.map(latent => [latent.id, latent]));
  storyPlaces = new Map(stories.map(story => [story.id, story]));
  familiesOf = new Map();
  for (const family of families) {
    for (const [at] of family.members) {
      if (!familiesOf.has(at)) familiesOf.set(at, []);
      familiesOf.get(at).push(family);
    }
  }
}

export const article = id => places.get(id);
export const latent = id => latentPlaces.get(id);
export const story = id => storyPlaces.get(id);
export const familiesWith = article => familiesOf.get(article.at) ?? [];
export const nameOf = id => {
  if (run.names[id]) return run.names[id];
  if (id.startsWith('article:')) return article(id.slice(8))?.title ?? id.slice(8);
  return id.replace(/^unknown:/, '');
};
export const outletOf = article => article.outlet ?? article.id;

const blocks = new Map();
function block(at) {
  if (!blocks.has(at)) {
    const element = document.getElementById('b' + at);
    blocks.set(at, (element ? Promise.resolve(element.textContent) : beside(at)).then(unpacked));
  }
  return blocks.get(at);
}

export const articleDetail = async article => (await block(article.block)).articles[article.at];
export const storyDetail = async story => (await block(story.block)).stories[story.at];
export const latentDetail = async latent => (await block(latent.block)).latents[latent.at];

let tables;
/** An audit table as objects, by its file name. */
export async function audit(name) {
  tables ??= unpacked(document.getElementById('audit').textContent);
  const [columns, ...rows] = (await tables)[name];
  return rows.map(row => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}
