// Elements and texts of the status page that know nothing of a relay.

export const SAMPLES = 60; // of a sparkline

export const byId = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Only if it is another one, so that a selection stays, and nothing is read out again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Has one child for each item, and lets those stay that were there, so that the focus does. */
export function keep(container, items, keyOf, create, update) {
  const known = new Map([...container.children].map((child) => [child.dataset.key, child]));
  const used = new Set();
  items.forEach((item, index) => {
    let key = keyOf(item);
    while (used.has(key)) key += "'";
    used.add(key);
    const child = known.get(key) ?? create(item);
    child.dataset.key = key;
    if (container.children[index] !== child) {
      container.insertBefore(child, container.children[index] ?? null);
    }
    update(child, item);
  });
  known.forEach((child, key) => used.has(key) || child.remove());
}

/** Fills a `dl` with pairs of name and text. */
export function facts(list, pairs) {
  keep(
    list,
    pairs,
    ([name]) => name,
    ([name]) => element('div', {}, element('dt', { textContent: name }), element('dd')),
    (pair, [, text]) => setText(pair.lastChild, text),
  );
}

export const number = (value, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits });

/** With two digits or more, as far as they are known. */
const rounded = (value) => number(value, value < 10 ? 1 : 0);

export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? number(value) : rounded(value)} ${units[unit]}`;
}

export function duration(seconds) {
  if (seconds < 1) return `${number(1000 * seconds)} ms`;
  if (seconds < 60) return `${rounded(seconds)} s`;
  if (seconds < 3600) return `${number(seconds / 60)} min`;
  if (seconds < 86400) return `${rounded(seconds / 3600)} h`;
  return `${rounded(seconds / 86400)} days`;
}

const ISO = 'sv'; // the locale whose dates and times are those of ISO 8601

/** The time of this day, or the day too, in the reader's time zone. */
export function moment(iso, now) {
  const [day, time] = new Date(iso).toLocaleString(ISO).split(' ');
  return day === new Date(now).toLocaleDateString(ISO) ? time : `${day} ${time}`;
}

const SVG = 'http://www.w3.org/2000/svg';

function drawing(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

export function sparkline(label) {
  return drawing(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${SAMPLES - 1} 20`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    drawing('path', { class: 'area' }),
    drawing('path', { class: 'line' }),
  );
}

/** Draws values, the newest at the right; where one is undefined, there is a gap. */
export function draw(svg, values) {
  const most = Math.max(...values.filter((value) => value !== undefined), 0) || 1;
  const x = (index) => SAMPLES - values.length + index;
  const y = (value) => (19 - (18 * value) / most).toFixed(2);
  let area = '';
  let line = '';
  for (let from = 0, to; from < values.length; from = to + 1) {
    for (to = from; to < values.length && values[to] !== undefined; to++);
    if (to - from < 2) continue;
    const points = values.slice(from, to).map((value, i) => `${x(from + i)},${y(value)}`);
    line += `M${points.join('L')}`;
    area += `M${x(from)},20L${points.join('L')}L${x(to - 1)},20Z`;
  }
  svg.children[0].setAttribute('d', area);
  svg.children[1].setAttribute('d', line);
}
