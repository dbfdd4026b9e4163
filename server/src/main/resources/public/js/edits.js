// @ts-check
/**
 * What a person typed into a draft and the server has not stored yet. Kept in the browser too, so that neither a lost
 * connection nor a reload loses a word. Beside each text stands the version of the draft it was typed over.
 */

const PREFIX = '3cx-ninja.edit.';
const OLDEST = 14 * 24 * 3600 * 1000;

/** @typedef {{fields: Record<string, string>, bases: Record<string, number>}} Unsaved */

/** @param {string} draft @returns {Unsaved} */
export function unsaved(draft) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + draft) || '{}');
    return { fields: kept.fields || {}, bases: kept.bases || {} };
  } catch {
    return { fields: {}, bases: {} };
  }
}

/** @param {string} draft @param {Record<string, string>} fields @param {Record<string, number>} [bases] */
export function keep(draft, fields, bases = {}) {
  try {
    if (Object.keys(fields).length === 0) localStorage.removeItem(PREFIX + draft);
    else localStorage.setItem(PREFIX + draft, JSON.stringify({ at: Date.now(), fields, bases }));
  } catch {
    // No room or no permission: the text is still in the page.
  }
}

/** Every draft with something not stored. @returns {string[]} */
export function drafts() {
  const found = [];
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i) || '';
    if (key.startsWith(PREFIX)) found.push(key.slice(PREFIX.length));
  }
  return found;
}

/** Forgets what nobody came back for in two weeks. */
export function sweep() {
  for (const draft of drafts()) {
    try {
      if (Date.now() - JSON.parse(localStorage.getItem(PREFIX + draft) || '{}').at > OLDEST) keep(draft, {});
    } catch {
      keep(draft, {});
    }
  }
}
