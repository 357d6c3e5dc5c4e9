// What was run on what, and what is worth knowing of the input.
import { block, h, link, region } from '../dom.js';
import * as data from '../data.js';
import { table } from '../table.js';
import { number, t } from '../words.js';

const rows = (label, heads, lines) => region(label, h('table', {}, h('caption', { class: 'away' }, label), h('thead', {}, h('tr', {}, heads.map(key => h('th', { scope: 'col' }, t(key))))), h('tbody', {}, lines.map(line => h('tr', {}, line.map(cell => h('td', {}, cell)))))));

/** Counts, those of groups under the name of the group. */
const flat = (counts, prefix = '') => Object.entries(counts).flatMap(([key, value]) => (typeof value === 'object' ? flat(value, `${prefix}${key}: `) : [[prefix + key, number(value)]]));

export function run([], query) {
  const about = data.run.about;
  const columns = [{ key: 'warnings', value: warning => warning.code }, { key: 'article', value: warning => warning.subject ?? '', cell: warning => (data.article(warning.subject) ? link(['article', warning.subject], warning.subject) : warning.subject) }, { key: 'reason', value: warning => warning.message }];
  return [
    h('h1', {}, t('run')), h('p', {}, `silsilah ${about.version}`),
    block(t('inputs'), rows(t('inputs'), ['path', 'bytes', 'digest'], about.inputs.map(input => [input.path, number(input.bytes), input.xxh3]))),
    block(t('resources'), about.resources?.length ? rows(t('resources'), ['option', 'path', 'bytes', 'digest'], about.resources.map(file => [`--${file.option}`, file.path, number(file.bytes), file.xxh3])) : h('p', { class: 'dim' }, t('none'))),
    block(t('counts'), h('dl', { class: 'counts' }, flat(about.counts).map(([name, n]) => h('div', {}, h('dt', {}, name.replaceAll('_', ' ')), h('dd', {}, n))))),
    block(t('skipped'), about.skipped.length ? rows(t('skipped'), ['path', 'reason'], about.skipped.map(skipped => [`${skipped.path}:${skipped.line ?? ''}`, skipped.reason ?? ''])) : h('p', { class: 'dim' }, t('none'))),
    block(t('warnings'), about.warnings.length ? table({ label: t('warnings'), route: ['run'], query, items: about.warnings, columns, text: warning => [warning.code, warning.subject, warning.message].join(' ') }) : h('p', { class: 'dim' }, t('none'))),
    block(t('configuration'), h('details', {}, h('summary', {}, t('show')), h('pre', { tabindex: 0 }, JSON.stringify(about.configuration, null, 2)))),
  ];
}
