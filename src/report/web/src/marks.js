// Texts with places marked. Places are [start, end) in code points, as everywhere in the files of a run.
import { diffArrays } from 'diff';
import { h } from './dom.js';
import { t } from './words.js';

/** `text` with `marks` (`{start, end, kind, title?}`); where they overlap, the later in the list is seen. `before(mark)` may give what stands ahead of a mark. */
export function marked(text, marks, before = () => null) {
  const points = Array.from(text);
  const edges = new Set([0, points.length]);
  for (const mark of marks) edges.add(mark.start).add(mark.end);
  const cuts = [...edges].filter(at => at <= points.length).sort((x, y) => x - y);
  // Marks by where they start, so that each piece looks at those that are open alone.
  const starts = new Map();
  marks.forEach((mark, rank) => starts.set(mark.start, [...(starts.get(mark.start) ?? []), { ...mark, rank }]));
  let open = [];
  return cuts.slice(0, -1).map((start, i) => {
    const begun = starts.get(start) ?? [];
    open = [...open, ...begun].filter(mark => mark.end > start).sort((x, y) => x.rank - y.rank);
    const part = points.slice(start, cuts[i + 1]).join(''), top = open.at(-1);
    const piece = top ? h(top.kind === 'differs' || top.kind === 'changed' ? 'mark' : 'span', { class: top.kind, title: top.title ?? t(top.kind) }, part) : part;
    return [begun.map(before), piece];
  });
}

const TOKEN = /[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;
const LONGEST = 4000;

/** The two sides of a passage, with the words marked that stand in the place of others. */
export function sides(a, b) {
  const [x, y] = [a, b].map(text => text.match(TOKEN) ?? []);
  if (x.length + y.length > LONGEST) return [a, b];
  const out = [[], []];
  const put = (side, text, changed) => out[side].push(changed && text.trim() ? h('mark', { class: 'changed' }, text) : text);
  const same = (one, other) => one.toLowerCase() === other.toLowerCase() || (!one.trim() && !other.trim());
  let [i, j] = [0, 0];
  for (const part of diffArrays(x, y, { comparator: same })) {
    const n = part.value.length;
    if (!part.added) { put(0, x.slice(i, i + n).join(''), part.removed); i += n; }
    if (!part.removed) { put(1, y.slice(j, j + n).join(''), part.added); j += n; }
  }
  return out;
}
