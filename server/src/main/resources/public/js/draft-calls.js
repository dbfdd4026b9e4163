// @ts-check
/** Requests about drafts. Those of one draft go one after the other, so that a pause never overtakes a correction. */

/** @typedef {{ok: true, draft: any} | {ok: false, offline: boolean, words: string}} Answer */

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
      body: JSON.stringify(body ?? {}),
      signal: AbortSignal.timeout(15000),
    });
  } catch {
    return { ok: false, offline: true, words: '' };
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return { ok: true, draft: answer };
  const words = answer?.detail || answer?.title || `HTTP ${response.status}`;
  return { ok: false, offline: response.status >= 502 && response.status <= 504, words };
}

/** @param {string} draft @param {Record<string, string>} fields */
export function correct(draft, fields) {
  return inLine(draft, () => ask('PATCH', `/api/drafts/${encodeURIComponent(draft)}`, fields));
}

/** @param {string} draft @param {'hold'|'resume'|'send'|'discard'} action */
export function act(draft, action) {
  return inLine(draft, () => ask('POST', `/api/drafts/${encodeURIComponent(draft)}/${action}`));
}
