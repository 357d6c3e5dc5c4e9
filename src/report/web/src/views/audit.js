// Who takes from whom, who says so, how fast, and who credits in a circle.
import { scaleSymlog } from 'd3-scale';
import { bar, block, h, link, list, region, s } from '../dom.js';
import * as data from '../data.js';
import { table } from '../table.js';
import { number, percent, t } from '../words.js';

const SOURCES = 15, OUTLETS = 12, LAGS = 40;

function totals(rows, key) {
  const sums = new Map();
  for (const row of rows) sums.set(row[key], (sums.get(row[key]) ?? 0) + Number(row.pages));
  return [...sums].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).map(([name]) => name);
}

function matrix(flows) {
  const named = flows.filter(row => row.source && row.outlet && row.source !== row.outlet);
  if (!named.length) return h('p', { class: 'dim' }, t('none'));
  const sources = totals(named, 'source_name').slice(0, SOURCES), outlets = totals(named, 'outlet_name').slice(0, OUTLETS);
  const cells = new Map(named.map(row => [row.source_name + '\n' + row.outlet_name, Number(row.pages)]));
  const most = Math.max(...named.map(row => Number(row.pages)));
  return region(t('flows'), h('table', { class: 'matrix' }, h('caption', { class: 'away' }, t('flows')), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, `${t('source')} ↓  ${t('outlet')} →`), outlets.map(name => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, sources.map(source => h('tr', {}, h('th', { scope: 'row' }, source), outlets.map(outlet => {
      const n = cells.get(source + '\n' + outlet) ?? 0;
      return h('td', { class: 'n m' + (n ? Math.ceil(5 * Math.sqrt(n / most)) : 0) }, n ? number(n) : '');
    }))))));
}

const spoken = minutes => (Math.abs(minutes) < 120 ? t('minutes', Math.round(minutes)) : Math.abs(minutes) < 2880 ? t('hours', Math.round(minutes / 60)) : t('days', Math.round(minutes / 1440)));

function lags(outlets) {
  const known = outlets.filter(row => row.name && Number(row.lags) > 0).sort((x, y) => Number(y.lags) - Number(x.lags)).slice(0, LAGS);
  if (!known.length) return h('p', { class: 'dim' }, t('none'));
  const figures = row => ['p10', 'p50', 'p90'].map(key => Number(row['lag_minutes_' + key]));
  const all = known.flatMap(figures), left = 190, width = 900, height = 24 * known.length + 30;
  const x = scaleSymlog([Math.min(0, ...all), Math.max(60, ...all)], [left, width - 130]).constant(30);
  const marks = [-10080, -1440, 0, 60, 360, 1440, 10080, 43200, 525600].filter(minutes => minutes >= x.domain()[0] && minutes <= x.domain()[1]);
  return region(t('lags'), s('svg', { class: 'graph', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': t('lags') },
    marks.map(minutes => s('g', {}, s('path', { class: 'tick', d: `M${x(minutes)},20V${height}` }), s('text', { class: 'under', x: x(minutes) + 2, y: 14 }, spoken(minutes)))),
    known.map((row, i) => {
      const [low, middle, high] = figures(row), y = 36 + 24 * i, said = `${row.name}: ${spoken(low)} – ${spoken(middle)} – ${spoken(high)} (${row.lags})`;
      return s('g', { role: 'img', 'aria-label': said }, s('title', {}, said), s('text', { class: 'name', x: 0, y: y + 4 }, [...row.name].slice(0, 24).join('')), s('path', { class: 'range', d: `M${x(low)},${y}H${Math.max(x(high), x(low) + 2)}` }), s('path', { class: 'median', d: `M${x(middle)},${y - 7}V${y + 7}` }), s('text', { class: 'under', x: width - 120, y: y + 4 }, `${spoken(middle)} (${row.lags})`));
    })));
}

export async function audit([], query) {
  const [flows, outlets, circular] = await Promise.all(['audit/flows.csv', 'audit/outlets.csv', 'audit/circular.csv'].map(data.audit));
  const rate = row => (row.credit_rate === '' ? null : Number(row.credit_rate));
  const columns = [
    { key: 'outlet', value: row => row.name },
    { key: 'pages', value: row => Number(row.pages), isNumber: true },
    { key: 'takings', value: row => Number(row.takings), isNumber: true },
    { key: 'tested', value: row => Number(row.tested), isNumber: true },
    { key: 'rate', value: row => rate(row) ?? -1, isNumber: true, cell: row => (rate(row) === null ? '–' : [percent(rate(row)), bar(rate(row), 'good')]) },
    { key: 'uncredited', value: row => Number(row.uncredited), isNumber: true },
    { key: 'miscredited', value: row => Number(row.miscredited), isNumber: true },
  ];
  const circles = new Map();
  for (const row of circular) {
    const key = row.path;
    if (!circles.has(key)) circles.set(key, []);
    circles.get(key).push(row.article);
  }
  return [
    h('h1', {}, t('audit')), h('p', { class: 'dim' }, t('files')),
    block(t('flows'), h('p', { class: 'dim' }, t('flows_help')), matrix(flows)),
    block(t('rates'), h('p', { class: 'dim' }, t('rates_help')), table({ label: t('rates'), route: ['audit'], query, items: outlets.filter(row => row.outlet).sort((x, y) => y.takings - x.takings), columns, text: row => row.name })),
    block(t('lags'), h('p', { class: 'dim' }, t('lags_help')), lags(outlets)),
    block(t('circular'), list([...circles].slice(0, 50).map(([path, ids]) => [`${path.split(' > ').map(data.nameOf).join(' → ')}: `, ids.slice(0, 5).map((id, i) => [i ? ', ' : '', link(['article', id], id)]), ids.length > 5 ? ` ${t('more', ids.length - 5)}` : '']), t('none'))),
  ];
}
