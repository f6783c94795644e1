// The status page: shows what the relay tells once a second, and asks it for pauses.

import { follow, post } from './relay.js';
import { SAMPLES, bytes, byId, draw, duration, element, facts, keep, moment, number, setText, sparkline } from './view.js';

const seen = new Map(); // of each destination, since the page was opened: delivered, at, and series
let last = null; // event
let heardAt = Date.now();

/** How much waits, and more of that. */
function backlog(one) {
  if (one.backlog_bytes === 0) return ['nothing', ''];
  const count = one.backlog_changes ?? null;
  return [
    bytes(one.backlog_bytes),
    `${count === null ? '' : `${number(count)} changes, `}oldest ${duration(one.backlog_seconds)}`,
  ];
}

/** A button that pauses or resumes, with what the relay has against it. */
function pauseButton(path, body) {
  const button = element('button', { type: 'button' });
  const refusal = element('p', { className: 'refusal' });
  refusal.setAttribute('role', 'alert');
  button.addEventListener('click', async () => {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    setText(refusal, '');
    try {
      const done = await post(`${path}/${button.dataset.verb}`, body);
      if (done.in_effect === false) setText(refusal, 'noted; in effect once the destination is not busy');
    } catch (error) {
      setText(refusal, error.message);
    } finally {
      button.ariaBusy = 'false';
    }
  });
  return [button, refusal];
}

function showButton(button, paused, what) {
  if (button.ariaBusy === 'true') return; // its request is under way
  button.dataset.verb = paused ? 'resume' : 'pause';
  setText(button, paused ? 'Resume' : 'Pause');
  button.ariaLabel = `${button.textContent} ${what}`;
}

function stateOf(destination) {
  if (destination.troubles.length > 0) return ['bad', 'in trouble'];
  if (destination.paused) return ['wait', 'paused'];
  if (!destination.transmission_enabled) return ['wait', 'not transmitting'];
  if (!destination.begun) return ['wait', 'beginning'];
  return ['good', 'transmitting'];
}

/** Adds what an event has of a destination to its series. */
function sample(destination, at) {
  const delivered = destination.counters.delivered;
  const before = seen.get(destination.name) ?? { at, delivered, rates: [], backlogs: [], latencies: [] };
  const { rates, backlogs, latencies } = before;
  if (at > before.at) {
    rates.push(Math.max(0, ((delivered - before.delivered) * 1000) / (at - before.at)));
    backlogs.push(destination.backlog_bytes);
    latencies.push(destination.latency_ms?.p50);
    [rates, backlogs, latencies].forEach((series) => series.splice(0, series.length - SAMPLES));
  }
  const now = { at, delivered, rates, backlogs, latencies };
  seen.set(destination.name, now);
  return now;
}

function createDestination({ name }) {
  const [button, refusal] = pauseButton(`destinations/${encodeURIComponent(name)}`, { transmission: true });
  const figure = (title, label) =>
    element(
      'div',
      {},
      element('dt', { textContent: title }),
      element('dd', {}, element('strong'), element('span'), sparkline(`${label}, in the last minute`)),
    );
  return element(
    'article',
    {},
    element(
      'div',
      { className: 'top' },
      element('h3', { textContent: name }),
      element('div', { className: 'switch' }, element('span', { className: 'state' }), button),
    ),
    refusal,
    element(
      'dl',
      { className: 'figures' },
      figure('Backlog', 'bytes of backlog'),
      figure('Delivered', 'records a second'),
      figure('Latency', 'median latency'),
    ),
    element('ul', { className: 'troubles' }),
    element('dl', { className: 'facts' }),
    element('details', {}, element('summary', { textContent: 'Counters' }), element('dl', { className: 'facts' })),
  );
}

function updateDestination(card, destination, at) {
  const [state, words] = stateOf(destination);
  card.className = `destination surface ${state}`;
  setText(card.querySelector('.state'), words);
  showButton(card.querySelector('button'), destination.paused, `transmission to ${destination.name}`);
  keep(
    card.querySelector('.troubles'),
    destination.troubles,
    (trouble) => trouble.since + trouble.message,
    () => element('li'),
    (item, { since, message }) =>
      setText(item, `since ${moment(since, at)}, ${duration((at - Date.parse(since)) / 1000)}: ${message}`),
  );
  showFigures(card, destination, sample(destination, at));
  const [about, counters] = card.querySelectorAll('.facts');
  facts(about, [
    ['Topic', destination.topic],
    ['Kafka', destination.bootstrap_servers.replaceAll(',', ', ')],
    ['Delivery', destination.delivery.replaceAll('_', ' ')],
    ['Envelope', destination.envelope],
  ]);
  facts(
    counters,
    Object.entries(destination.counters)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => [name.replaceAll('_', ' '), number(count)]),
  );
}

function showFigures(card, destination, { rates, backlogs, latencies }) {
  const latency = destination.latency_ms;
  const figures = [
    [...backlog(destination), backlogs],
    [`${number(rates.at(-1) ?? 0)} / s`, `${number(destination.counters.delivered)} in all`, rates],
    latency
      ? [duration(latency.p50 / 1000), `p99 ${duration(latency.p99 / 1000)}`, latencies]
      : ['–', 'nothing of late', latencies],
  ];
  card.querySelectorAll('.figures dd').forEach((figure, i) => {
    const [value, more, series] = figures[i];
    setText(figure.children[0], value);
    setText(figure.children[1], more);
    draw(figure.children[2], series);
  });
}

const nameOf = (channel) => `${channel.keyspace}.${channel.table}`;

function createChannel(channel) {
  const { data_center, keyspace, table, destination } = channel;
  const cell = (label, ...children) => {
    const made = element('td', {}, ...children);
    made.setAttribute('role', 'cell');
    made.dataset.label = label;
    return made;
  };
  const pauses = (what) =>
    element(
      'div',
      { className: `switch ${what}` },
      element('span'),
      ...pauseButton('channels', { data_center, keyspace, table, destination, [what]: true }),
    );
  const row = element(
    'tr',
    {},
    cell('Table', element('span', { textContent: nameOf(channel) })),
    cell('Data center', element('span', { textContent: data_center })),
    cell('Destination', element('span', { textContent: destination })),
    cell('Collection', pauses('collection')),
    cell('Transmission', pauses('transmission')),
    cell('Own backlog', element('span', { className: 'backlog' })),
  );
  row.setAttribute('role', 'row');
  return row;
}

function updateChannel(row, channel) {
  const held = channel.transmitting && !channel.destination_enabled;
  showSwitch(row, channel, 'collection', channel.collecting, channel.here ? 'on' : 'on, but for another data center');
  showSwitch(row, channel, 'transmission', channel.transmitting, held ? 'on, its destination is not' : 'on');
  setText(row.querySelector('.backlog'), channel.own_queue ? backlog(channel).filter(Boolean).join(', ') : '–');
}

function showSwitch(row, channel, what, on, onWords) {
  const [words, button] = row.querySelector(`.switch.${what}`).children;
  words.className = on && onWords === 'on' ? 'yes' : 'no';
  setText(words, on ? onWords : 'paused');
  showButton(button, !on, `${what} of ${nameOf(channel)} to ${channel.destination}`);
}

function showJournal(journal, at) {
  const cap = journal.max_backlog_bytes;
  const trigger = journal.trigger ?? {};
  byId('fill').hidden = !cap || journal.bytes === undefined;
  if (!byId('fill').hidden) byId('fill').value = journal.bytes / cap;
  const size = () =>
    `${bytes(journal.bytes)}${cap ? ` of ${bytes(cap)}` : ''}, ${number(journal.segments)} segments`;
  const told = (name, value) => (value === undefined || value === '' ? [] : [[name, value]]);
  const count = (value) => (value === undefined ? undefined : number(value));
  facts(byId('journal'), [
    ['Size', journal.bytes === undefined ? 'cannot be told: see the relay’s log' : size()],
    ...told('Sync', journal.sync),
    ['Directory', journal.directory],
    ...told('Cluster', trigger.cluster),
    ...told('Data center', trigger.data_center),
    ...told('Host', trigger.host_id),
    ...told('Cassandra', trigger.cassandra_version),
    ...told('Trigger', trigger.version),
    ...told('Captured', count(trigger.captured)),
    ...told('Captured bytes', trigger.captured_bytes === undefined ? undefined : bytes(trigger.captured_bytes)),
    ...told('Refused', count(trigger.refused)),
    ...told('Discarded', count(trigger.discarded)),
    ...told('Counted up to', trigger.told_at && trigger.captured !== undefined ? moment(trigger.told_at, at) : ''),
  ]);
}

function showRecords(records, startedAt, at) {
  byId('records-hidden').hidden = records !== null;
  byId('no-records').hidden = records === null || records.length > 0;
  byId('hold').hidden = records === null || records.length === 0;
  if (byId('still').checked) return;
  keep(
    byId('records'),
    records ?? [],
    (record) => `${startedAt} ${record.destination} ${record.number}`,
    (record) =>
      element(
        'li',
        {},
        element('p', { className: 'about', textContent: `${moment(record.at, at)} ${record.operation} ${record.table} → ${record.topic}` }),
        element('p', {}, element('span', { className: 'key', textContent: record.key }), ` ${record.value}`),
      ),
    () => {},
  );
}

/** What there is to say at a glance; read out when it changes. */
function summary(destinations) {
  const counts = new Map();
  destinations.forEach((one) => {
    const [, words] = stateOf(one);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  });
  return [...counts].map(([words, count]) => `${count} ${words}`).join(', ') || 'no destinations';
}

function show(status) {
  if (last && last.version !== status.version) location.reload(); // its page may be another one
  last = status;
  heardAt = Date.now();
  const at = Date.parse(status.at);
  document.body.classList.remove('lost');
  byId('login').hidden = true;
  byId('status').hidden = false;
  const glance = summary(status.destinations);
  setText(byId('summary'), glance);
  document.title = `Sluice: ${glance}`;
  setText(byId('relay'), `relay ${status.version}, up since ${moment(status.started_at, at)}`);
  byId('no-destinations').hidden = status.destinations.length > 0;
  keep(byId('destinations'), status.destinations, (one) => one.name, createDestination, (card, one) => updateDestination(card, one, at));
  byId('no-channels').hidden = status.channels.length > 0;
  byId('channels').hidden = status.channels.length === 0;
  keep(
    byId('channel-rows'),
    status.channels,
    (one) => JSON.stringify([one.data_center, one.keyspace, one.table, one.destination]),
    createChannel,
    updateChannel,
  );
  showJournal(status.journal, at);
  showRecords(status.records, status.started_at, at);
}

function lose(reason) {
  document.body.classList.add('lost');
  document.title = 'Sluice: lost';
  const since = moment(heardAt, Date.now());
  setText(byId('summary'), `No word from the relay since ${since}: ${reason}. Trying again.`);
}

function ask(tried) {
  byId('login').hidden = false;
  byId('status').hidden = true;
  setText(byId('summary'), '');
  setText(byId('login-refusal'), tried ? 'this token is not the one' : '');
  byId('token').focus();
  return new Promise((resolve) => {
    byId('login').onsubmit = (event) => {
      event.preventDefault();
      const token = byId('token').value.trim();
      byId('token').value = '';
      if (/^[\x21-\x7e]+$/.test(token)) resolve(token);
      else setText(byId('login-refusal'), 'no token has such characters');
    };
  });
}

follow({ tell: show, lose, ask });
