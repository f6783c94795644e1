// The relay, as the page talks to it: a stream of events, and requests that change something.
// Not EventSource, since that cannot send a token.

const LOST_AFTER_MS = 5000;
const RETRY_MS = 1000;
const TOKEN = 'token';

function headers(more = {}) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

/** Asks for a change: what the relay answers, or an error with what it has against it. */
export async function post(path, body) {
  let answer;
  try {
    answer = await fetch(`api/v1/${path}`, {
      method: 'POST',
      headers: headers({ 'Content-Type': 'application/json' }),
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error('the relay does not answer');
  }
  if (!answer.ok) throw new Error(await problems(answer));
  const text = await answer.text();
  return text ? JSON.parse(text) : {};
}

async function problems(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text).problems.join('; ');
  } catch {
    return text || `status ${answer.status}`;
  }
}

/**
 * Follows the relay for ever: `tell` gets every event; `lose` why there are none, and again when
 * that changes; `ask` whether a token was tried, and gives back another one.
 */
export async function follow({ tell, lose, ask }) {
  for (;;) {
    try {
      await connect(tell, ask);
    } catch (error) {
      lose(error.name === 'AbortError' ? 'it does not answer' : error.message);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** One connection, up to its end. */
async function connect(tell, ask) {
  const hangUp = new AbortController();
  let patience = setTimeout(() => hangUp.abort(), LOST_AFTER_MS);
  try {
    const answer = await open(hangUp.signal);
    if (answer.status === 401) {
      clearTimeout(patience);
      return await authorize(ask);
    }
    if (!answer.ok) throw new Error(await problems(answer));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) throw new Error('it has ended the connection');
      clearTimeout(patience);
      patience = setTimeout(() => hangUp.abort(), LOST_AFTER_MS);
      rest = take(rest + value, tell);
    }
  } finally {
    clearTimeout(patience);
    hangUp.abort();
  }
}

async function open(signal) {
  try {
    return await fetch('api/v1/events', { headers: headers(), signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('it cannot be reached');
  }
}

/** Tells the events that are whole, and gives back what is not. */
function take(text, tell) {
  const events = text.split('\n\n');
  const rest = events.pop();
  for (const event of events) {
    const data = event.split('\n').find((line) => line.startsWith('data: '));
    if (data) tell(JSON.parse(data.slice('data: '.length)));
  }
  return rest;
}

async function authorize(ask) {
  const tried = sessionStorage.getItem(TOKEN) !== null;
  sessionStorage.removeItem(TOKEN);
  sessionStorage.setItem(TOKEN, await ask(tried));
}
