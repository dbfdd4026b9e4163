// @ts-check
/** The ticket draft beside the conversation: corrections are stored as they are typed, any key pauses the countdown. */
import { act, correct } from './draft-calls.js';
import { arrange, byId, make, setText } from './dom.js';
import * as edits from './edits.js';
import { instant, known, t } from './words.js';

const OPEN = new Set(['open', 'counting', 'held', 'blocked', 'parked']);
const SAVE_AFTER = 500;
const RETRY_AFTER = 3000;

export class DraftPanel {
  /** @param {() => number} now the server's time @param {(words: string) => void} complain */
  constructor(now, complain) {
    this.now = now;
    this.complain = complain;
    this.form = byId('draft');
    this.empty = byId('draft-empty');
    /** @type {any} */
    this.draft = null;
    /** @type {Record<string, any>} */
    this.fields = { title: byId('draft-title-field'), description: byId('draft-description-field') };
    /** Text typed here and not stored yet. @type {Record<string, string>} */
    this.dirty = {};
    this.saveTimer = 0;
    /** Drafts whose countdown we have asked to stop, by deadline: one request is enough. @type {Set<string>} */
    this.pausing = new Set();
    this.longest = 15000;
    this.announced = '';
    edits.sweep();
    for (const [name, field] of Object.entries(this.fields)) {
      field.addEventListener('input', () => this.typed(name, field.value));
    }
    this.form.addEventListener('click', (/** @type {any} */ event) => this.pressed(event.target.closest('[data-action]')));
    byId('draft-candidates').addEventListener('click', (/** @type {any} */ event) => {
      const button = event.target.closest('[data-requester]');
      if (button) this.choose({ requesterUid: button.dataset.requester });
    });
    byId('draft-priority').addEventListener('change', () => this.choose({ priority: byId('draft-priority').value }));
    this.form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
    this.form.addEventListener('pointerdown', (/** @type {any} */ event) => event.target.closest('[data-action]') || this.pause());
    document.addEventListener('keydown', (event) => this.key(event), true);
    window.addEventListener('pagehide', () => this.flushLast());
    setInterval(() => this.tick(), 250);
  }

  /** True while a person works on the shown draft, or it is about to be sent: the screen must not leave it by itself. */
  busy() {
    return this.draft !== null && (this.draft.state === 'counting' || Object.keys(this.dirty).length > 0
      || this.form.contains(document.activeElement));
  }

  /** @param {any} draft @param {string} emptyWords shown where there is no draft */
  show(draft, emptyWords) {
    if (this.draft && (!draft || draft.id !== this.draft.id)) this.leave();
    const fresh = draft && (!this.draft || this.draft.id !== draft.id);
    this.draft = draft;
    this.form.hidden = !draft;
    this.empty.hidden = !!draft;
    setText(byId('draft-empty-words'), emptyWords);
    if (!draft) return;
    if (fresh) {
      this.dirty = edits.unsaved(draft.id);
      byId('draft-confirm').hidden = true;
      setText(byId('draft-saved'), '');
      if (Object.keys(this.dirty).length > 0) this.saveSoon(0);
    }
    this.form.dataset.state = draft.state;
    setText(byId('draft-reference'), draft.reference || '');
    this.facts(draft);
    this.texts(draft);
    this.tick();
  }

  /** @param {any} draft */
  facts(draft) {
    const unknown = t('draft.unknown');
    const fact = (/** @type {string} */ id, /** @type {string} */ value) => {
      setText(byId(id), value || unknown);
      byId(id).classList.toggle('unknown', !value);
    };
    fact('draft-requester', draft.requester?.name || '');
    fact('draft-organisation', draft.organisation?.name || '');
    fact('draft-category', draft.category || '');
    const priority = byId('draft-priority');
    if (document.activeElement !== priority) priority.value = String(draft.priority || 'MEDIUM');
    priority.disabled = !OPEN.has(draft.state);
    this.candidates(OPEN.has(draft.state) ? draft.candidates || [] : [], draft.requester?.uid);
    const missing = (draft.missing || []).map((/** @type {string} */ name) => known(`draft.missing.${name}`) || name);
    byId('draft-missing').hidden = missing.length === 0 || !OPEN.has(draft.state);
    setText(byId('draft-missing'), missing.length ? t('draft.missing', missing.join(', ')) : '');
    byId('draft-note').hidden = !draft.note;
    setText(byId('draft-note'), draft.note || '');
    const link = byId('draft-ticket');
    link.hidden = !draft.ticket?.url || !/^https?:\/\//.test(draft.ticket.url);
    if (!link.hidden) {
      link.href = draft.ticket.url;
      setText(link, t('draft.openTicket', draft.ticket.id));
    }
  }

  /** People who share the caller's number: one press says who it was. @param {any[]} people @param {string} [chosen] */
  candidates(people, chosen) {
    const list = byId('draft-candidates');
    const others = people.filter((each) => each.uid !== chosen);
    list.hidden = others.length === 0;
    const mark = JSON.stringify(others);
    if (list.dataset.shown === mark) return;
    list.dataset.shown = mark;
    const buttons = others.map((each) => {
      const button = make('button', '', [each.name, each.organizationName].filter(Boolean).join(' · '));
      button.type = 'button';
      button.dataset.requester = each.uid;
      return button;
    });
    arrange(byId('draft-candidates-list'), buttons);
  }

  /** Stores a choice at once. @param {Record<string, string>} fields */
  async choose(fields) {
    const { id } = this.draft;
    const answer = await correct(id, fields);
    if (answer.ok) this.accept(id, answer.draft);
    else this.complain(answer.offline ? t('draft.actionOffline') : t('draft.actionFailed', answer.words));
  }

  /** The server's text enters a field only where nobody has typed something newer. @param {any} draft */
  texts(draft) {
    const open = OPEN.has(draft.state);
    for (const [name, field] of Object.entries(this.fields)) {
      const wanted = this.dirty[name] ?? draft[name] ?? '';
      if (field.value !== wanted) {
        const { selectionStart, selectionEnd } = field;
        field.value = wanted;
        if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
      }
      field.readOnly = !open;
    }
    const stranded = !open && Object.keys(this.dirty).length > 0;
    if (stranded) setText(byId('draft-saved'), t('draft.unsaved'));
    if (stranded && !draft.note) {
      byId('draft-note').hidden = false;
      setText(byId('draft-note'), t('draft.unsavedSent'));
    }
    const shown = {
      send: open,
      hold: draft.state === 'counting' || draft.state === 'open',
      resume: draft.state === 'held',
      discard: open,
    };
    let any = false;
    for (const [name, visible] of Object.entries(shown)) {
      /** @type {any} */ (this.form.querySelector(`[data-action=${name}]`)).hidden = !visible;
      any = any || visible;
    }
    byId('draft-actions').hidden = !any || !byId('draft-confirm').hidden;
  }

  tick() {
    const draft = this.draft;
    if (!draft) return;
    const ring = byId('ring');
    const deadline = draft.state === 'counting' ? instant(draft.deadline) : null;
    ring.hidden = deadline === null;
    const state = byId('draft-state');
    if (deadline === null) {
      setText(state, known(`draft.state.${draft.state}`) || draft.state);
      this.announce(state.textContent || '');
      return;
    }
    const left = Math.max(0, deadline - this.now());
    this.longest = Math.max(this.longest, left);
    const seconds = Math.ceil(left / 1000);
    setText(byId('ring-seconds'), String(seconds));
    byId('ring-left').style.strokeDashoffset = String(100 - Math.min(100, (100 * left) / this.longest));
    setText(state, left > 0 ? t('draft.state.counting', seconds) : t('draft.state.countingNow'));
    this.announce(state.textContent || '');
  }

  /** Says a new state aloud once, not every second of the countdown. @param {string} words */
  announce(words) {
    const mark = `${this.draft.id}:${this.draft.state}`;
    if (this.announced === mark) return;
    this.announced = mark;
    byId('announce').textContent = words;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.draft) return;
    const button = event.target instanceof Element ? event.target.closest('[data-action]') : null;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && OPEN.has(this.draft.state)) {
      event.preventDefault();
      this.perform('send');
      return;
    }
    if (button && (event.key === 'Enter' || event.key === ' ')) return; // the button says itself what is wanted
    this.pause();
  }

  pause() {
    const draft = this.draft;
    if (!draft || draft.state !== 'counting') return;
    const mark = `${draft.id}@${draft.deadline}`;
    if (this.pausing.has(mark)) return;
    this.pausing.add(mark);
    this.perform('hold').then((done) => done || this.pausing.delete(mark));
  }

  /** @param {any} button */
  pressed(button) {
    if (!button || !this.draft) return;
    const action = button.dataset.action;
    const confirm = byId('draft-confirm');
    if (action === 'discard' || action === 'discard-no') {
      confirm.hidden = action === 'discard-no';
      byId('draft-actions').hidden = action === 'discard';
      /** @type {any} */ (this.form.querySelector(action === 'discard' ? '[data-action=discard-no]' : '[data-action=discard]')).focus();
      if (action === 'discard') this.pause();
      return;
    }
    if (action === 'discard-sure') confirm.hidden = true;
    this.perform(action === 'discard-sure' ? 'discard' : action);
  }

  /** @param {'hold'|'resume'|'send'|'discard'} action @returns {Promise<boolean>} */
  async perform(action) {
    const { id } = this.draft;
    if (action === 'send' && Object.keys(this.dirty).length > 0 && !(await this.save())) return false;
    const answer = await act(id, action);
    if (!answer.ok) {
      this.complain(answer.offline ? t('draft.actionOffline') : t('draft.actionFailed', answer.words));
      return false;
    }
    this.complain('');
    this.accept(id, answer.draft);
    return true;
  }

  /** @param {string} id @param {any} view the draft as the server now has it */
  accept(id, view) {
    if (this.draft?.id === id && view?.id === id) this.show(view, '');
  }

  /** @param {string} name @param {string} value */
  typed(name, value) {
    if (!this.draft) return;
    this.dirty[name] = value;
    edits.keep(this.draft.id, this.dirty);
    setText(byId('draft-saved'), t('draft.saving'));
    this.saveSoon(SAVE_AFTER);
  }

  /** @param {number} after */
  saveSoon(after) {
    clearTimeout(this.saveTimer);
    this.saveTimer = window.setTimeout(() => this.save(), after);
  }

  /** @returns {Promise<boolean>} true when everything typed so far is stored */
  async save() {
    clearTimeout(this.saveTimer);
    const draft = this.draft;
    if (!draft || !OPEN.has(draft.state)) return false;
    const sent = { ...this.dirty };
    if (Object.keys(sent).length === 0) return true;
    const answer = await correct(draft.id, sent);
    if (answer.ok) return this.stored(draft.id, sent, answer.draft);
    if (this.draft?.id === draft.id) {
      setText(byId('draft-saved'), t('draft.unsaved'));
      if (answer.offline) this.saveSoon(RETRY_AFTER);
      else this.complain(t('draft.actionFailed', answer.words));
    }
    return false;
  }

  /** @param {string} id @param {Record<string, string>} sent @param {any} view @returns {boolean} */
  stored(id, sent, view) {
    const here = this.draft?.id === id;
    const dirty = here ? this.dirty : edits.unsaved(id);
    for (const [name, text] of Object.entries(sent)) if (dirty[name] === text) delete dirty[name];
    edits.keep(id, dirty);
    if (!here) return true;
    this.complain('');
    const clean = Object.keys(dirty).length === 0;
    setText(byId('draft-saved'), clean ? t('draft.saved') : t('draft.saving'));
    if (!clean) this.saveSoon(SAVE_AFTER);
    this.accept(id, view);
    return clean;
  }

  /** The connection is back: what waited is stored now. */
  again() {
    if (this.draft && Object.keys(this.dirty).length > 0) this.saveSoon(0);
  }

  /** Another call is looked at: what was typed goes to the server first. */
  leave() {
    const { id, state } = this.draft;
    const sent = { ...this.dirty };
    clearTimeout(this.saveTimer);
    this.dirty = {};
    if (Object.keys(sent).length === 0 || !OPEN.has(state)) return;
    correct(id, sent).then((answer) => answer.ok && this.stored(id, sent, answer.draft));
  }

  flushLast() {
    if (!this.draft || Object.keys(this.dirty).length === 0 || !OPEN.has(this.draft.state)) return;
    fetch(`/api/drafts/${encodeURIComponent(this.draft.id)}`, {
      method: 'PATCH',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(this.dirty),
    }).catch(() => {});
  }
}
