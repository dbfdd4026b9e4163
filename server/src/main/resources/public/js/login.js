// @ts-check
/** The way in: a key is exchanged for a session cookie. */
import { byId, setText } from './dom.js';
import { t } from './words.js';

const problem = byId('problem');

/** @param {string} words */
function complain(words) {
  setText(problem, words);
  problem.hidden = !words;
  if (words) byId('key').select();
}

byId('form').addEventListener('submit', async (/** @type {Event} */ event) => {
  event.preventDefault();
  const key = byId('key').value.trim();
  if (!key) return complain(t('login.empty'));
  byId('enter').disabled = true;
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (answer.ok) return location.replace(`/${location.hash}`);
    const words = await answer.json().catch(() => ({}));
    complain(words.detail || words.title || t('login.wrong'));
  } catch {
    complain(t('login.offline'));
  } finally {
    byId('enter').disabled = false;
  }
});
