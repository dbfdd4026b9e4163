// @ts-check
/** Administration → NinjaOne: authorise, check, finish by hand. What the page shows comes from the server. */
import { byId, setText } from './dom.js';
import { t } from './words.js';
import './theme.js';

const problem = byId('problem');

/** @param {string} words */
function complain(words) {
  setText(problem, words);
  problem.hidden = !words;
}

/**
 * Asks the server; what it refuses is shown.
 * @param {any} button @param {string} path @param {object} [body] @returns {Promise<any>} null when refused
 */
async function ask(button, path, body) {
  complain('');
  const label = button.textContent;
  button.disabled = true;
  setText(button, t('admin.working'));
  try {
    const answer = await fetch(`/api/admin/ninjaone${path}`, {
      method: 'POST',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
    const json = await answer.json().catch(() => ({}));
    if (answer.ok) return json;
    complain(json.detail || json.title || t('login.offline'));
  } catch {
    complain(t('login.offline'));
  }
  button.disabled = false;
  setText(button, label);
  return null;
}

const authorise = document.getElementById('authorise');
if (authorise) {
  const check = byId('check');
  authorise.addEventListener('click', async () => {
    const begun = await ask(authorise, '/authorisation');
    if (begun) location.assign(begun.page);
  });
  check.addEventListener('click', async () => {
    if (await ask(check, '/check')) location.replace('/admin/ninjaone');
  });
  byId('paste').addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const address = byId('address').value.trim();
    if (!address) return byId('address').focus();
    const button = byId('paste').querySelector('button');
    if (await ask(button, '/authorisation/answer', { address })) location.replace('/admin/ninjaone');
  });
  if (!document.querySelector('#findings li')) awaitFirstCheck();
}

/** The server checks by itself when it starts: its findings are shown as soon as they are there. */
async function awaitFirstCheck() {
  for (let i = 0; i < 60; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    try {
      const answer = await fetch('/api/admin/ninjaone');
      if (answer.ok && (await answer.json()).findings.length) return location.reload();
    } catch {
      return complain(t('login.offline'));
    }
  }
}
