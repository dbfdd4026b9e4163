// @ts-check
/** Requests about drafts. Those of one draft go one after the other, so that a pause never overtakes a correction. */

/**
 * @typedef {{ok: true, draft: any}
 *   | {ok: false, offline: boolean, words: string, code: string, errors: {field: string, message: string}[]}} Answer
 */

/** Names this window among all that look at a draft; a reload is the same window. */
export const WINDOW = (() => {
  const fresh = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  try {
    const known = sessionStorage.getItem('3cx-ninja.window') || fresh;
    sessionStorage.setItem('3cx-ninja.window', known);
    return known;
  } catch {
    return fresh;
  }
})();

/** @type {Map<string, Promise<any>>} */
const lines = new Map();

/** @param {string} draft @param {() => Promise<Answer>} task @returns {Promise<Answer>} */
function inLine(draft, task) {
  const before = lines.get(draft) || Promise.resolve();
  const mine = before.then(task, task);
  lines.set(draft, mine);
  return mine;
}

/** @param {string} method @param {string} path @param {any} [body] @returns {Promise<Answer>} */
async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
      signal: AbortSignal.timeout(15000),
    });
  } catch {
    return { ok: false, offline: true, words: '', code: '', errors: [] };
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return { ok: true, draft: answer };
  return {
    ok: false,
    offline: response.status >= 502 && response.status <= 504,
    words: answer?.detail || answer?.title || `HTTP ${response.status}`,
    code: answer?.code || '',
    errors: answer?.errors || [],
  };
}

const at = (/** @type {string} */ draft) => `/api/drafts/${encodeURIComponent(draft)}`;

/** @param {string} draft @param {Record<string, any>} fields @param {number} [seen] version these fields were typed over */
export function correct(draft, fields, seen) {
  const body = { ...fields, editor: WINDOW, ...(seen ? { version: seen } : {}) };
  return inLine(draft, () => ask('PATCH', at(draft), body));
}

/** @param {string} draft @param {'hold'|'resume'|'send'|'discard'} action */
export function act(draft, action) {
  return inLine(draft, () => ask('POST', `${at(draft)}/${action}`));
}

/** @param {string} draft */
export function look(draft) {
  return inLine(draft, () => ask('GET', at(draft)));
}

/** Tells others where this window is. @param {string} draft @param {string | null} field */
export function here(draft, field) {
  return ask('POST', `${at(draft)}/presence`, { window: WINDOW, field });
}

/** How the ticket is delivered. @param {string} draft @param {Record<string, any>} wishes */
export function deliver(draft, wishes) {
  return inLine(draft, () => ask('PUT', `${at(draft)}/delivery`, wishes));
}

/** @param {string} path @returns {Promise<any>} null where nothing came */
export async function fetched(path) {
  const answer = await ask('GET', path);
  return answer.ok ? answer.draft : null;
}

/** The last words of a page that is being closed. @param {string} draft @param {Record<string, any>} fields
 * @param {number} [seen] */
export function lastWords(draft, fields, seen) {
  fetch(at(draft), {
    method: 'PATCH',
    keepalive: true,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...fields, editor: WINDOW, ...(seen ? { version: seen } : {}) }),
  }).catch(() => {});
}
