// The lineage of a story over time, as the run has laid it out: rows, places, lines. Zooming stretches time alone.
import { scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { address, clean, h, region, s } from './dom.js';
import * as data from './data.js';
import { latentName, titleOf } from './parts.js';
import { locale, moment, percent, style, t } from './words.js';

const LEFT = 24, ROW = 38, TOP = 44, LABEL = 300, UNITS = 640;
const COLOURS = 7;
const pen = document.createElement('canvas').getContext('2d');

/** `text` with what has no room cut off. */
function cut(text, room, font) {
  pen.font = font;
  if (pen.measureText(text).width <= room) return text;
  const signs = [...text];
  let low = 0, high = signs.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(signs.slice(0, middle).join('') + '…').width <= room) low = middle;
    else high = middle - 1;
  }
  return signs.slice(0, low).join('').trimEnd() + '…';
}

export const colour = origin => 'o' + Math.min(origin ?? COLOURS - 1, COLOURS - 1);

/** The label of a time of the scale: the clock, or the day where a day begins; the first with its year. */
function tick(time, isFirst) {
  const stamp = time.toISOString();
  const clock = stamp.slice(11, 16), day = { day: 'numeric', month: 'short', timeZone: 'UTC' };
  const said = new Intl.DateTimeFormat(locale(), isFirst || stamp.includes('-01T00:00') ? { ...day, year: 'numeric' } : day).format(time);
  return clock === '00:00' ? said : isFirst ? `${said} ${clock}` : clock;
}

const node = row => ('article' in row.node ? data.articles[row.node.article] : data.latents[row.node.latent]);
const isLatent = row => 'latent' in row.node;

/** The picture of the rows `from` to `to` of `layout`, `width` wide, with its buttons. */
export function graph(layout, from, to, width) {
  const full = Math.max(width, 760), stretch = (full - LEFT - LABEL) / UNITS;
  const height = TOP + ROW * (to - from) + 4;
  const svg = s('svg', { class: 'graph', width: full, height, viewBox: `0 0 ${full} ${height}`, role: 'group', 'aria-label': t('lineage') });
  const y = at => TOP + 16 + ROW * (at - from);
  const shown = at => at >= from && at < to;
  let view = zoomIdentity;
  const x = units => LEFT + view.applyX(units * stretch);

  function ticks() {
    const offset = layout.clock * 60;
    return (layout.axis?.stretches ?? []).flatMap((part, i, parts) => {
      const scale = scaleUtc([(part.from + offset) * 1000, (part.to + offset) * 1000], [x(part.left), x(part.right)]);
      const wide = x(part.right) - x(part.left), room = parts[i + 1] ? x(parts[i + 1].left) : full + 60;
      let last = -Infinity;
      const marks = scale.ticks(Math.max(1, Math.floor(wide / 110))).filter((time, at) => {
        const left = scale(time), isFree = left >= 0 && left - last >= 100 && (!at || left + 100 <= room);
        if (isFree) last = left;
        return isFree;
      });
      const lines = marks.map((time, at) => {
        const text = tick(time, at === 0);
        return s('g', {}, s('path', { class: 'tick', d: `M${scale(time)},22V${height}` }), s('text', { class: 'under', x: scale(time) + 2, y: 16 }, text));
      });
      if (i) lines.push(s('path', { class: 'break', d: `M${x(part.left) - 28},36l6,-12m4,12l6,-12` }, s('title', {}, t('break'))));
      return lines;
    });
  }
  function line(line) {
    const [parent, child] = [layout.rows[line.from], layout.rows[line.to]];
    const [px, py, cx, cy] = [x(parent.x), y(line.from), x(child.x), y(line.to)];
    const down = cy > py ? 8 : -8, right = cx >= px ? 8 : -8;
    // A parent on another page of the rows is above or below what is seen.
    const since = line.since === line.from ? py + down : y(line.since) - down;
    const start = shown(line.since) ? since : line.since < from ? 24 : height;
    const d = shown(line.to) ? `M${px},${start}V${cy - down}Q${px},${cy} ${px + right},${cy}H${cx - right}` : `M${px},${start}V${line.to < from ? 24 : height}`;
    const kind = line.edge ? style(line.edge.credit) : 'relay';
    const opacity = line.edge ? Math.max(0.25, line.edge.probability) : 1;
    const path = s('path', { class: kind + (line.is_main ? '' : ' second'), d, opacity });
    if (!line.edge) return path;
    const said = `${t(line.edge.kind)}, ${t(line.edge.credit)}, ${percent(line.edge.probability)}`;
    const route = ['edge', node(child).id, node(parent).id];
    return s('a', { href: address(route), class: 'line', 'aria-label': `${titleOf(node(child))}: ${said}` }, s('title', {}, said), path, s('path', { class: 'hit', d }));
  }
  function tie(rows) {
    const seen = rows.filter(shown);
    if (seen.length < 2) return null;
    const left = Math.min(...seen.map(at => x(layout.rows[at].x))) - 14;
    return s('path', { class: 'tie', d: `M${left + 5},${y(seen[0])}H${left}V${y(seen.at(-1))}H${left + 5}` }, s('title', {}, t('tie')));
  }
  const echoes = new Set(layout.lines.filter(line => line.is_main).map(line => line.to)), tied = new Set(layout.ties.flat());
  function row(row, at) {
    const left = x(row.x), top = y(at), what = node(row);
    const room = Math.max(120, full - left - 20);
    const label = clean(isLatent(row) ? latentName(what) : titleOf(what));
    const under = clean(isLatent(row) ? t('inferred') : `${what.outlet ?? t('unknown')} · ${moment(what.time, layout.clock)}`);
    const kind = isLatent(row) ? 'wire' : echoes.has(at) || tied.has(at) ? 'echo' : 'root';
    const parts = [s('circle', { class: `${kind} ${colour(row.origin)}`, cx: left, cy: top, r: 6 }),
      s('text', { class: 'name', x: left + 13, y: top - 1 }, cut(label, room, '600 13px system-ui, sans-serif')),
      s('text', { class: 'under', x: left + 13, y: top + 13 }, cut(under, room, '11px system-ui, sans-serif'))];
    if (tied.has(at) && !echoes.has(at)) parts.push(s('circle', { class: `root ${colour(row.origin)}`, cx: left, cy: top, r: 1.5 }));
    if (row.until != null) parts.unshift(s('path', { class: 'span', d: `M${left},${top + 18}H${Math.max(left, x(row.until))}` }));
    return s('a', { class: 'node', href: address([isLatent(row) ? 'wire' : 'article', what.id]) }, s('title', {}, label), parts);
  }
  function draw() {
    const lines = layout.lines.filter(line => shown(line.from) || shown(line.to)).reverse();
    svg.replaceChildren(...ticks(), ...lines.map(line), ...layout.ties.map(tie).filter(Boolean), ...layout.rows.slice(from, to).map((each, i) => row(each, from + i)));
  }
  draw();
  // The wheel scrolls the page as everywhere, unless a key is held; fingers and the pointer move a picture that is zoomed.
  const behaviour = zoom().scaleExtent([1, 40]).translateExtent([[0, 0], [UNITS * stretch, height]])
    .extent([[0, 0], [UNITS * stretch, height]])
    .filter(event => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.type === 'dblclick' ? false : view.k > 1 && !event.button))
    .on('zoom', event => { view = event.transform; draw(); });
  const target = select(svg).call(behaviour);
  const button = (key, sign, act) => {
    const made = h('button', { type: 'button', 'aria-label': t(key), title: t(key) }, sign);
    made.onclick = act;
    return made;
  };
  const buttons = layout.axis && h('p', { class: 'zoom' }, button('zoom_in', '+', () => target.call(behaviour.scaleBy, 2)),
    button('zoom_out', '−', () => target.call(behaviour.scaleBy, 0.5)), button('zoom_all', '↔', () => target.call(behaviour.transform, zoomIdentity)));
  return [buttons, region(t('lineage'), svg)];
}
