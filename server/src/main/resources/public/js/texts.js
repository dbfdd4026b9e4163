// @ts-check
/**
 * The texts of a draft that a person writes: stored as they are typed, kept in the browser until the server has them,
 * never overwritten from elsewhere. Where another person has changed the same text meanwhile, both are shown.
 */
import { correct, lastWords, look } from './draft-calls.js';
import { byId, make, setText } from './dom.js';
import * as edits from './edits.js';
import { t } from './words.js';

const SAVE_AFTER = 500;
const RETRY_AFTER = 3000;

export class Texts {
  /**
   * @param {(words: string) => void} complain
   * @param {(id: string, view: any) => void} accept hears of the draft as the server now has it
   */
  constructor(complain, accept) {
    this.complain = complain;
    this.accept = accept;
    /** @type {any} */
    this.draft = null;
    this.open = false;
    /** @type {Record<string, any>} */
    this.fields = { title: byId('draft-title-field'), description: byId('draft-description-field') };
    /** Typed here and not stored yet. @type {Record<string, string>} */
    this.dirty = {};
    /** The version each text was taken from. @type {Record<string, number>} */
    this.bases = {};
    /** @type {Record<string, {words: string, theirs: string, version: number}>} */
    this.conflicts = {};
    this.timer = 0;
    edits.sweep();
    for (const [name, field] of Object.entries(this.fields)) {
      field.addEventListener('input', () => this.typed(name, field.value));
    }
    byId('draft-conflicts').addEventListener('click', (/** @type {any} */ event) => {
      const button = event.target.closest('[data-mine]');
      if (button) this.settle(button.dataset.field, button.dataset.mine === 'yes');
    });
    window.addEventListener('pagehide', () => this.flushLast());
  }

  unsaved() {
    return Object.keys(this.dirty).length > 0;
  }

  /** @param {any} draft @param {boolean} open whether it may still be changed */
  show(draft, open) {
    const fresh = !this.draft || this.draft.id !== draft.id;
    this.draft = draft;
    this.open = open;
    if (fresh) {
      const kept = edits.unsaved(draft.id);
      this.dirty = kept.fields;
      this.bases = kept.bases;
      this.conflicts = {};
      this.told('');
      this.drawConflicts();
      if (this.unsaved()) this.saveSoon(0);
    }
    for (const [name, field] of Object.entries(this.fields)) {
      if (!(name in this.dirty)) this.bases[name] = draft.version || 0;
      const wanted = this.dirty[name] ?? draft[name] ?? '';
      if (field.value !== wanted) {
        const { selectionStart, selectionEnd } = field;
        field.value = wanted;
        if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
      }
      field.readOnly = !open;
    }
    if (!open) this.told(this.unsaved() ? t('draft.unsaved') : '');
  }

  /** @param {string} words */
  told(words) {
    setText(byId('draft-saved'), words);
  }

  /** @param {string} name @param {string} value */
  typed(name, value) {
    if (!this.draft) return;
    this.dirty[name] = value;
    this.keep();
    this.told(t('draft.saving'));
    if (!this.conflicts[name]) this.saveSoon(SAVE_AFTER);
  }

  keep() {
    edits.keep(this.draft.id, this.dirty, this.bases);
  }

  /** @param {number} after */
  saveSoon(after) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), after);
  }

  /** What may be sent now, with the oldest version it was typed over. */
  ready() {
    const names = Object.keys(this.dirty).filter((name) => !this.conflicts[name]);
    const fields = Object.fromEntries(names.map((name) => [name, this.dirty[name]]));
    const seen = Math.min(...names.map((name) => this.bases[name] || Infinity));
    return { fields, seen: Number.isFinite(seen) ? seen : undefined };
  }

  /** @returns {Promise<boolean>} true when everything typed so far is stored */
  async save() {
    clearTimeout(this.timer);
    const draft = this.draft;
    if (!draft || !this.open) return false;
    const { fields, seen } = this.ready();
    if (Object.keys(fields).length === 0) return !this.unsaved();
    const answer = await correct(draft.id, fields, seen);
    if (answer.ok) return this.stored(draft.id, fields, answer.draft);
    if (this.draft?.id !== draft.id) return false;
    this.told(t('draft.unsaved'));
    if (answer.code === 'draft_changed') await this.collided(draft.id, answer.errors);
    else if (answer.offline) this.saveSoon(RETRY_AFTER);
    else this.complain(t('draft.actionFailed', answer.words));
    return false;
  }

  /** @param {string} id @param {Record<string, string>} sent @param {any} view @returns {boolean} */
  stored(id, sent, view) {
    const here = this.draft?.id === id;
    const kept = here ? { fields: this.dirty, bases: this.bases } : edits.unsaved(id);
    for (const [name, text] of Object.entries(sent)) {
      if (kept.fields[name] === text) delete kept.fields[name];
      kept.bases[name] = view?.version || 0;
    }
    edits.keep(id, kept.fields, kept.bases);
    if (!here) return true;
    this.complain('');
    const clean = !this.unsaved();
    this.told(clean ? t('draft.saved') : t('draft.saving'));
    if (!clean && Object.keys(this.ready().fields).length > 0) this.saveSoon(SAVE_AFTER);
    this.accept(id, view);
    return clean;
  }

  /** @param {string} id @param {{field: string, message: string}[]} errors */
  async collided(id, errors) {
    const answer = await look(id);
    if (!answer.ok || this.draft?.id !== id) {
      this.saveSoon(RETRY_AFTER);
      return;
    }
    for (const { field, message } of errors) {
      if (field in this.dirty) {
        this.conflicts[field] = { words: message, theirs: answer.draft[field] ?? '', version: answer.draft.version };
      }
    }
    this.drawConflicts();
    if (Object.keys(this.ready().fields).length > 0) this.saveSoon(0);
  }

  /** A person decided between two texts. @param {string} name @param {boolean} mine */
  settle(name, mine) {
    const conflict = this.conflicts[name];
    if (!conflict) return;
    delete this.conflicts[name];
    this.bases[name] = conflict.version;
    if (!mine) delete this.dirty[name];
    this.keep();
    this.drawConflicts();
    if (mine) this.saveSoon(0);
    else {
      this.fields[name].value = conflict.theirs;
      this.told(this.unsaved() ? t('draft.unsaved') : t('draft.saved'));
    }
    this.fields[name].focus();
  }

  drawConflicts() {
    const list = byId('draft-conflicts');
    list.replaceChildren(...Object.entries(this.conflicts).map(([name, conflict]) => {
      const box = make('div', 'conflict');
      box.append(make('p', '', conflict.words), make('blockquote', '', conflict.theirs || t('draft.conflict.emptied')));
      for (const [mine, key] of [['yes', 'draft.conflict.mine'], ['no', 'draft.conflict.theirs']]) {
        const button = make('button', '', t(key));
        button.type = 'button';
        button.dataset.mine = mine;
        button.dataset.field = name;
        box.append(button);
      }
      return box;
    }));
    list.hidden = list.childElementCount === 0;
  }

  /** The connection is back: what waited is stored now. */
  again() {
    if (this.draft && this.unsaved()) this.saveSoon(0);
  }

  /** Another call is looked at: what was typed goes to the server first. */
  leave() {
    const { id } = this.draft;
    const { fields, seen } = this.ready();
    const open = this.open;
    clearTimeout(this.timer);
    this.draft = null;
    this.dirty = {};
    this.conflicts = {};
    if (Object.keys(fields).length === 0 || !open) return;
    correct(id, fields, seen).then((answer) => answer.ok && this.stored(id, fields, answer.draft));
  }

  flushLast() {
    if (!this.draft || !this.open) return;
    const { fields, seen } = this.ready();
    if (Object.keys(fields).length > 0) lastWords(this.draft.id, fields, seen);
  }
}
