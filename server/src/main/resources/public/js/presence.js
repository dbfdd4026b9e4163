// @ts-check
/** Two people at one draft see each other: who is in which field. */
import { WINDOW, here } from './draft-calls.js';
import { t } from './words.js';

const AGAIN_AFTER = 8000;
const FORGOTTEN_AFTER = 20000;

export class Presence {
  /** @param {any} form the fields carry `data-field`, their labels have a place `[data-here]` */
  constructor(form) {
    this.form = form;
    this.draft = '';
    /** @type {string | null} */
    this.field = null;
    /** @type {Map<string, {draft: string, name: string, field: string, until: number}>} */
    this.others = new Map();
    form.addEventListener('focusin', (/** @type {any} */ event) => this.enter(event.target.closest('[data-field]')?.dataset.field || null));
    form.addEventListener('focusout', (/** @type {any} */ event) => this.form.contains(event.relatedTarget) || this.enter(null));
    window.addEventListener('pagehide', () => this.enter(null));
    setInterval(() => this.field && this.draft && here(this.draft, this.field), AGAIN_AFTER);
    setInterval(() => this.draw(), 1000);
  }

  /** @param {string} draft the one shown; empty for none */
  show(draft) {
    if (draft === this.draft) return;
    this.enter(null);
    this.draft = draft;
    this.draw();
  }

  /** @param {string | null} field */
  enter(field) {
    if (field === this.field) return;
    this.field = field;
    if (this.draft) here(this.draft, field);
  }

  /** Somebody moved. @param {any} message */
  moved(message) {
    if (message.window === WINDOW) return;
    if (!message.field) this.others.delete(message.window);
    else {
      const until = Date.now() + FORGOTTEN_AFTER;
      this.others.set(message.window, { draft: message.draft, name: message.name, field: message.field, until });
    }
    this.draw();
  }

  draw() {
    const now = Date.now();
    for (const [window, other] of this.others) if (other.until < now) this.others.delete(window);
    for (const place of this.form.querySelectorAll('[data-here]')) {
      const names = [...this.others.values()]
        .filter((other) => other.draft === this.draft && other.field === place.dataset.here)
        .map((other) => other.name);
      const words = names.length > 0 ? t('draft.here', [...new Set(names)].join(', ')) : '';
      if (place.textContent !== words) place.textContent = words;
    }
  }
}
