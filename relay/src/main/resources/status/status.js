// The status page: it shows what the stream of events tells, once a second, and asks for pauses.

const LOST_AFTER_MS = 5000;
const RETRY_MS = 1000;
const SAMPLES = 60;

const byId = (id) => document.getElementById(id);
const samples = new Map(); // by destination: { at, delivered, rates }

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Keeps one child for each item, so that what has the focus stays. */
function keep(container, items, keyOf, create, update) {
  const known = new Map([...container.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = keyOf(item);
    let child = known.get(key);
    known.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    if (container.children[index] !== child) {
      container.insertBefore(child, container.children[index] ?? null);
    }
    update(child, item);
  });
  known.forEach((child) => child.remove());
}

function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function terms(list, pairs) {
  keep(
    list,
    pairs.flatMap(([name, value]) => [
      { key: `${name}?`, tag: 'dt', text: name },
      { key: `${name}!`, tag: 'dd', text: value },
    ]),
    (one) => one.key,
    (one) => element(one.tag),
    (child, one) => setText(child, one.text),
  );
}

const number = (value, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits });

function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${number(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

function age(seconds) {
  if (seconds < 60) return `${number(seconds, seconds < 10 ? 1 : 0)} s`;
  if (seconds < 3600) return `${number(seconds / 60)} min`;
  return `${number(seconds / 3600, 1)} h`;
}

function backlog(one) {
  return one.backlog_bytes === 0
    ? 'nothing waits'
    : `${bytes(one.backlog_bytes)}, the oldest ${age(one.backlog_seconds)} old`;
}

/** Records a second, since the event before. */
function rate(destination, at) {
  const delivered = destination.counters.delivered;
  const last = samples.get(destination.name);
  const rates = last ? last.rates : [];
  if (last && at > last.at) {
    rates.push(Math.max(0, ((delivered - last.delivered) * 1000) / (at - last.at)));
    rates.splice(0, rates.length - SAMPLES);
  }
  samples.set(destination.name, { at, delivered, rates });
  return rates;
}

const SVG = 'http://www.w3.org/2000/svg';

function sparkline() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'sparkline');
  svg.setAttribute('viewBox', `0 0 ${SAMPLES - 1} 20`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'records a second, in the last minute');
  svg.append(document.createElementNS(SVG, 'polyline'));
  return svg;
}

function draw(svg, values) {
  const most = Math.max(1, ...values);
  const points = values.map(
    (value, i) => `${SAMPLES - values.length + i},${(19 - (18 * value) / most).toFixed(2)}`,
  );
  svg.firstChild.setAttribute('points', points.join(' '));
}

function stateOf(destination) {
  if (destination.troubles.length > 0) return ['bad', 'in trouble'];
  if (destination.paused) return ['wait', 'paused'];
  if (!destination.transmission_enabled) return ['wait', 'not transmitting'];
  if (!destination.begun) return ['wait', 'beginning'];
  return ['good', 'transmitting'];
}

function createDestination(destination) {
  const button = element('button', { type: 'button' });
  button.addEventListener('click', () =>
    tell(`destinations/${encodeURIComponent(destination.name)}/${button.dataset.verb}`, {
      transmission: true,
    }),
  );
  return element(
    'article',
    {},
    element(
      'div',
      { className: 'top' },
      element('h3', { textContent: destination.name }),
      element('span', { className: 'state' }),
      button,
    ),
    element('ul', { className: 'troubles' }),
    element('dl'),
    sparkline(),
    element('details', {}, element('summary', { textContent: 'Counters' }), element('dl')),
  );
}

function updateDestination(card, destination, at) {
  const [state, words] = stateOf(destination);
  card.className = `destination ${state}`;
  setText(card.querySelector('.state'), words);
  const button = card.querySelector('button');
  button.dataset.verb = destination.paused ? 'resume' : 'pause';
  setText(button, destination.paused ? 'Resume' : 'Pause');
  keep(
    card.querySelector('.troubles'),
    destination.troubles,
    (trouble) => trouble.message,
    () => element('li'),
    (item, trouble) => setText(item, `since ${time(trouble.since)}: ${trouble.message}`),
  );
  const rates = rate(destination, at);
  const [facts, counters] = card.querySelectorAll('dl');
  terms(facts, [
    ['Topic', destination.topic],
    ['Kafka', destination.bootstrap_servers],
    ['Delivery', `${destination.delivery.replaceAll('_', ' ')}, envelope ${destination.envelope}`],
    ['Backlog', backlog(destination) + changes(destination)],
    ['Delivered', `${number(destination.counters.delivered)}, ${number(rates.at(-1) ?? 0)} a second`],
    ...latency(destination),
  ]);
  draw(card.querySelector('svg'), rates);
  terms(
    counters,
    Object.entries(destination.counters)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => [name, number(count)]),
  );
}

const changes = (one) =>
  one.backlog_changes === undefined || one.backlog_changes === null
    ? ''
    : `, ${number(one.backlog_changes)} changes`;

const latency = (one) =>
  one.latency_ms
    ? [['Latency', `p50 ${number(one.latency_ms.p50, 1)} ms, p99 ${number(one.latency_ms.p99, 1)} ms`]]
    : [];

const time = (iso) => new Date(iso).toLocaleTimeString();

function createChannel(channel) {
  const cell = (label, ...children) => {
    const td = element('td', {}, ...children);
    td.dataset.label = label;
    return td;
  };
  return element(
    'tr',
    {},
    cell('Table', `${channel.keyspace}.${channel.table}`),
    cell('Data center', channel.data_center),
    cell('Destination', channel.destination),
    cell('Collection', pauseSwitch(channel, 'collection')),
    cell('Transmission', pauseSwitch(channel, 'transmission')),
    cell('Its own backlog', element('span', { className: 'backlog' })),
  );
}

function pauseSwitch(channel, what) {
  const button = element('button', { type: 'button' });
  button.addEventListener('click', () =>
    tell(`channels/${button.dataset.verb}`, {
      data_center: channel.data_center,
      keyspace: channel.keyspace,
      table: channel.table,
      destination: channel.destination,
      [what]: true,
    }),
  );
  const whole = element('div', { className: `switch ${what}` }, element('span'), button);
  return whole;
}

function updateChannel(row, channel) {
  updateSwitch(row, 'collection', channel.collecting, channel);
  updateSwitch(row, 'transmission', channel.transmitting, channel);
  setText(row.querySelector('.backlog'), channel.own_queue ? backlog(channel) : '–');
}

function updateSwitch(row, what, on, channel) {
  const whole = row.querySelector(`.switch.${what}`);
  const [words, button] = whole.children;
  words.className = on ? 'yes' : 'no';
  setText(words, on ? 'on' : 'paused');
  button.dataset.verb = on ? 'pause' : 'resume';
  setText(button, on ? 'Pause' : 'Resume');
  button.setAttribute(
    'aria-label',
    `${button.textContent} ${what} of ${channel.keyspace}.${channel.table} to ${channel.destination}`,
  );
}

function showJournal(journal) {
  const cap = journal.max_backlog_bytes ? ` of ${bytes(journal.max_backlog_bytes)} (max_backlog)` : '';
  const trigger = journal.trigger ?? {};
  terms(byId('journal'), [
    ['Directory', journal.directory],
    [
      'Size',
      journal.bytes === undefined
        ? 'cannot be told: see the relay’s log'
        : `${bytes(journal.bytes)}${cap}, ${number(journal.segments)} segments`,
    ],
    ...(journal.sync ? [['Sync', journal.sync]] : []),
    ...Object.entries(trigger).map(([name, value]) => [
      `Trigger, ${name.replaceAll('_', ' ')}`,
      typeof value === 'number' ? number(value) : String(value),
    ]),
  ]);
}

function showRecords(records) {
  byId('no-records').hidden = records !== null;
  keep(
    byId('records'),
    records ?? [],
    (record) => String(record.number),
    (record) =>
      element(
        'li',
        {},
        element('span', { className: 'about', textContent: `${time(record.at)} ${record.topic} ` }),
        `${record.key} ${record.value}`,
      ),
    () => {},
  );
}

function show(status) {
  const at = Date.parse(status.at);
  byId('login').hidden = true;
  byId('main').hidden = false;
  byId('relay').className = '';
  setText(byId('relay'), `relay ${status.version}, up since ${new Date(status.started_at).toLocaleString()}`);
  byId('no-destinations').hidden = status.destinations.length > 0;
  keep(
    byId('destinations'),
    status.destinations,
    (one) => one.name,
    createDestination,
    (card, one) => updateDestination(card, one, at),
  );
  byId('no-channels').hidden = status.channels.length > 0;
  byId('channels').hidden = status.channels.length === 0;
  keep(
    byId('channel-rows'),
    status.channels,
    (one) => JSON.stringify([one.data_center, one.keyspace, one.table, one.destination]),
    createChannel,
    updateChannel,
  );
  showJournal(status.journal);
  showRecords(status.records);
}

let lostAt = null;

function lost(reason) {
  lostAt ??= new Date();
  byId('relay').className = 'lost';
  setText(byId('relay'), `no word from the relay since ${lostAt.toLocaleTimeString()}: ${reason}`);
}

function headers(more = {}) {
  const token = sessionStorage.getItem('token');
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

async function tell(path, body) {
  setText(byId('refusal'), '');
  try {
    const answer = await fetch(`api/v1/${path}`, {
      method: 'POST',
      headers: headers({ 'Content-Type': 'application/json' }),
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      setText(byId('refusal'), await problems(answer));
    }
  } catch (error) {
    setText(byId('refusal'), `the relay does not answer: ${error.message}`);
  }
}

async function problems(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text).problems.join('; ');
  } catch {
    return `status ${answer.status}: ${text}`;
  }
}

/** One connection, up to its end. */
async function follow() {
  const hangUp = new AbortController();
  let patience = setTimeout(() => hangUp.abort(), LOST_AFTER_MS);
  try {
    const answer = await fetch('api/v1/events', { headers: headers(), signal: hangUp.signal });
    if (answer.status === 401) return askForToken();
    if (!answer.ok) throw new Error(await problems(answer));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error('it ended the connection');
      clearTimeout(patience);
      patience = setTimeout(() => hangUp.abort(), LOST_AFTER_MS);
      text = take(text + value);
    }
  } finally {
    clearTimeout(patience);
  }
}

/** Shows the events that are whole, and gives back the rest. */
function take(text) {
  const events = text.split('\n\n');
  const rest = events.pop();
  for (const event of events) {
    const data = event.split('\n').find((line) => line.startsWith('data: '));
    if (data) {
      lostAt = null;
      show(JSON.parse(data.slice('data: '.length)));
    }
  }
  return rest;
}

function askForToken() {
  byId('login').hidden = false;
  byId('main').hidden = true;
  setText(byId('relay'), sessionStorage.getItem('token') ? 'this token is not the one' : '');
  return new Promise((resolve) => {
    byId('login').addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        sessionStorage.setItem('token', byId('token').value);
        byId('token').value = '';
        resolve();
      },
      { once: true },
    );
  });
}

for (;;) {
  try {
    await follow();
  } catch (error) {
    lost(error.name === 'AbortError' ? 'it does not answer' : error.message);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
