// @ts-check
/** The ticket draft beside the conversation: it opens with the call, is stored as it is written, and any key pauses its
 * countdown. */
import { act, correct, deliver, fetched } from './draft-calls.js';
import { arrange, byId, make, setText } from './dom.js';
import { Picker } from './picker.js';
import { Presence } from './presence.js';
import { Texts } from './texts.js';
import { instant, known, t } from './words.js';

const OPEN = new Set(['open', 'counting', 'held', 'blocked', 'parked']);
/** What each selection changes. @type {Record<string, string>} */
const SELECTIONS = { priority: 'priority', category: 'category', device: 'deviceId', status: 'statusId', form: 'formId' };

export class DraftPanel {
  /** @param {() => number} now the server's time @param {(words: string) => void} complain */
  constructor(now, complain) {
    this.now = now;
    this.complain = complain;
    this.form = byId('draft');
    this.empty = byId('draft-empty');
    /** @type {any} */
    this.draft = null;
    /** True while the call is still being spoken. */
    this.running = false;
    this.texts = new Texts(complain, (id, view) => this.accept(id, view));
    this.presence = new Presence(this.form);
    this.pickers = {
      requester: new Picker(byId('draft-requester'), byId('draft-requester-list'),
        (words) => people(words), (value) => this.choose({ requesterUid: value }), t('draft.nobodyFound')),
      organisation: new Picker(byId('draft-organisation'), byId('draft-organisation-list'),
        (words) => organisations(words), (value) => this.choose({ organisationId: value }), t('draft.noOrganisationFound')),
    };
    /** Drafts whose countdown we have asked to stop, by deadline: one request is enough. @type {Set<string>} */
    this.pausing = new Set();
    this.longest = 15000;
    this.announced = '';
    this.listen();
    setInterval(() => this.tick(), 250);
    this.loadChoices();
  }

  listen() {
    this.form.addEventListener('click', (/** @type {any} */ event) => this.pressed(event.target.closest('[data-action]')));
    byId('draft-candidates').addEventListener('click', (/** @type {any} */ event) => {
      const button = event.target.closest('[data-requester]');
      if (button) this.choose({ requesterUid: button.dataset.requester });
    });
    for (const [name, inBody] of Object.entries(SELECTIONS)) {
      const field = byId(`draft-${name}`);
      const number = inBody.endsWith('Id');
      field.addEventListener('change', () => this.choose({ [inBody]: number ? (field.value ? Number(field.value) : null) : field.value }));
    }
    byId('draft-delivery').addEventListener('change', () => this.deliver());
    this.form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
    this.form.addEventListener('pointerdown', (/** @type {any} */ event) => event.target.closest('[data-action]') || this.pause());
    document.addEventListener('keydown', (event) => this.key(event), true);
  }

  /** Lists that NinjaOne keeps; without them the settings decide. */
  async loadChoices() {
    const choices = (await fetched('/api/ticket-choices')) || {};
    options(byId('draft-status'), choices.statuses || [], t('draft.usual'));
    options(byId('draft-form'), (choices.forms || []).map((/** @type {any} */ form) => (
      { id: form.id, name: form.required?.length ? `${form.name} (${t('draft.formNeeds', form.required.join(', '))})` : form.name }
    )), t('draft.usual'));
    byId('draft-more').hidden = !choices.statuses?.length && !choices.forms?.length;
    if (this.draft) this.show(this.draft, '', this.running);
  }

  /** True while a person works on the shown draft, or it is about to be sent: the screen must not leave it by itself. */
  busy() {
    return this.draft !== null && (this.draft.state === 'counting' || this.texts.unsaved()
      || this.form.contains(document.activeElement));
  }

  /** @param {any} draft @param {string} emptyWords shown where there is no draft @param {boolean} [running] */
  show(draft, emptyWords, running = false) {
    if (this.draft && (!draft || draft.id !== this.draft.id)) this.texts.leave();
    const fresh = draft && (!this.draft || this.draft.id !== draft.id);
    this.draft = draft;
    this.running = running;
    this.form.hidden = !draft;
    this.empty.hidden = !!draft;
    this.presence.show(draft?.id || '');
    setText(byId('draft-empty-words'), emptyWords);
    if (!draft) return;
    if (fresh) {
      byId('draft-confirm').hidden = true;
      this.form.querySelector('.fields').scrollTop = 0;
      this.tickets([]);
      this.devices([]);
      this.loadDelivery(draft.id);
    }
    this.form.dataset.state = draft.state;
    setText(byId('draft-reference'), draft.reference || '');
    const open = OPEN.has(draft.state);
    this.texts.show(draft, open);
    this.facts(draft, open);
    this.notes(draft, open);
    this.actions(draft, open);
    this.tick();
  }

  /** @param {any} draft @param {boolean} open */
  facts(draft, open) {
    for (const [name, picker] of Object.entries(this.pickers)) {
      picker.show(draft[name]?.name || '');
      picker.input.disabled = !open;
      picker.input.classList.toggle('unknown', !draft[name]?.name);
    }
    const values = {
      priority: draft.priority || 'MEDIUM',
      category: draft.categoryId || 'other',
      device: draft.device?.id ?? '',
      status: draft.status ?? '',
      form: draft.form ?? '',
    };
    if (draft.device && ![...byId('draft-device').options].some((each) => each.value === String(draft.device.id))) {
      this.devices([draft.device]);
    }
    for (const [name, value] of Object.entries(values)) {
      const field = byId(`draft-${name}`);
      if (document.activeElement !== field || field.disabled) field.value = String(value);
      field.disabled = !open;
    }
    byId('draft-delivery').disabled = !open;
    this.candidates(open ? draft.candidates || [] : [], draft.requester?.uid);
  }

  /** @param {any} draft @param {boolean} open */
  notes(draft, open) {
    const missing = (draft.missing || []).map((/** @type {string} */ name) => known(`draft.missing.${name}`) || name);
    // The question who it was says all that note and list would say again.
    const asking = !byId('draft-candidates').hidden && !draft.requester;
    byId('draft-missing').hidden = missing.length === 0 || !open || asking;
    setText(byId('draft-missing'), missing.length ? t('draft.missing', missing.join(', ')) : '');
    const stranded = !open && this.texts.unsaved() && !draft.note;
    const note = stranded ? t('draft.unsavedSent') : draft.note || '';
    byId('draft-note').hidden = !note || asking;
    setText(byId('draft-note'), note);
    const link = byId('draft-ticket');
    link.hidden = !draft.ticket?.url || !/^https?:\/\//.test(draft.ticket.url);
    if (!link.hidden) {
      link.href = draft.ticket.url;
      setText(link, t('draft.openTicket', draft.ticket.id));
    }
  }

  /** @param {any} draft @param {boolean} open */
  actions(draft, open) {
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
    setText(byId('draft-resume-words'), t(this.running ? 'draft.resumeRunning' : 'draft.resume'));
    byId('draft-actions').hidden = !any || !byId('draft-confirm').hidden;
  }

  /** People who share the caller's number: one press says who it was. @param {any[]} people @param {string} [chosen] */
  candidates(people, chosen) {
    const list = byId('draft-candidates');
    const others = people.filter((each) => each.uid !== chosen);
    list.hidden = others.length === 0;
    setText(byId('draft-candidates-words'), t(chosen ? 'draft.candidates' : 'draft.whoIsIt'));
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

  /** The devices that are offered. @param {any[]} devices */
  devices(devices) {
    const all = [...devices];
    const chosen = this.draft?.device;
    if (chosen && !all.some((each) => each.id === chosen.id)) all.push(chosen);
    options(byId('draft-device'), all, t('draft.noDevice'));
    byId('draft-device').value = String(chosen?.id ?? '');
    byId('draft-device-fact').hidden = all.length === 0;
  }

  /** The open tickets that may take a comment instead. @param {any[]} tickets */
  tickets(tickets) {
    const select = byId('draft-delivery');
    const chosen = select.value;
    const choices = tickets.map((each) => ({ id: each.id, name: t('draft.appendTo', each.id, each.subject) }));
    if (chosen && !choices.some((each) => String(each.id) === chosen)) choices.push({ id: chosen, name: t('draft.appendTo', chosen, '') });
    options(select, choices, t('draft.newTicket'));
    select.value = chosen;
    byId('draft-delivery-fact').hidden = choices.length === 0;
    byId('draft-delivery-fact').classList.toggle('chosen', !!chosen);
  }

  /** @param {string} id */
  async loadDelivery(id) {
    byId('draft-delivery').value = '';
    byId('draft-delivery-fact').classList.remove('chosen');
    setText(byId('draft-send-words'), t('draft.send'));
    const wishes = await fetched(`/api/drafts/${encodeURIComponent(id)}/delivery`);
    if (this.draft?.id !== id || !wishes?.appendTo) return;
    options(byId('draft-delivery'), [{ id: wishes.appendTo, name: t('draft.appendTo', wishes.appendTo, '') }], t('draft.newTicket'));
    byId('draft-delivery').value = String(wishes.appendTo);
    byId('draft-delivery-fact').hidden = false;
    byId('draft-delivery-fact').classList.add('chosen');
    setText(byId('draft-send-words'), t('draft.sendComment', wishes.appendTo));
  }

  /** A comment on a ticket that is there, or a new one. */
  async deliver() {
    if (!this.draft) return;
    const wanted = byId('draft-delivery').value;
    const answer = await deliver(this.draft.id, { appendTo: wanted ? Number(wanted) : null });
    if (!answer.ok) {
      this.complain(answer.offline ? t('draft.actionOffline') : t('draft.actionFailed', answer.words));
      return;
    }
    this.complain('');
    byId('draft-delivery-fact').classList.toggle('chosen', !!wanted);
    setText(byId('draft-send-words'), wanted ? t('draft.sendComment', wanted) : t('draft.send'));
  }

  /** Stores a choice at once. @param {Record<string, any>} fields */
  async choose(fields) {
    if (!this.draft) return;
    const { id, version } = this.draft;
    const answer = await correct(id, fields, version);
    if (answer.ok) {
      this.complain('');
      this.accept(id, answer.draft);
      return;
    }
    this.complain(answer.offline ? t('draft.actionOffline')
      : answer.code === 'draft_changed' ? t('draft.conflict.choice', answer.words) : t('draft.actionFailed', answer.words));
    if (this.draft?.id === id) this.show(this.draft, '', this.running);
  }

  tick() {
    const draft = this.draft;
    if (!draft) return;
    const ring = byId('ring');
    const deadline = draft.state === 'counting' ? instant(draft.deadline) : null;
    ring.hidden = deadline === null;
    const state = byId('draft-state');
    if (deadline === null) {
      const words = draft.state === 'open' && this.running ? t('draft.state.growing') : known(`draft.state.${draft.state}`);
      setText(state, words || draft.state);
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
    const open = OPEN.has(this.draft.state);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && open) {
      event.preventDefault();
      this.perform('send');
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (plain && open && this.shortcut(event)) return;
    if (button && (event.key === 'Enter' || event.key === ' ')) return; // the button says itself what is wanted
    this.pause();
  }

  /** F2 writes the title, F8 holds or lets go, F9 discards. @param {KeyboardEvent} event @returns {boolean} */
  shortcut(event) {
    if (!['F2', 'F8', 'F9'].includes(event.key)) return false;
    event.preventDefault();
    if (event.key === 'F2') {
      this.pause();
      byId('draft-title-field').focus();
    } else if (event.key === 'F9') {
      this.pressed(this.form.querySelector('[data-action=discard]'));
    } else if (this.draft.state === 'held') {
      this.perform('resume');
    } else if (this.draft.state === 'counting' || this.draft.state === 'open') {
      this.perform('hold');
    }
    return true;
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
    if (action === 'send' && this.texts.unsaved() && !(await this.texts.save())) return false;
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
    if (this.draft?.id === id && view?.id === id) this.show(view, '', this.running);
  }

  /** The connection is back: what waited is stored now. */
  again() {
    this.texts.again();
  }
}

/** @param {any} select @param {{id: any, name: string}[]} choices @param {string} none the words for no choice */
function options(select, choices, none) {
  const mark = JSON.stringify(choices);
  if (select.dataset.shown === mark) return;
  select.dataset.shown = mark;
  const { value } = select;
  select.replaceChildren(...[{ id: '', name: none }, ...choices].map((each) => {
    const option = make('option', '', each.name);
    option.value = String(each.id);
    return option;
  }));
  select.value = value;
}

/** @param {string} words */
async function people(words) {
  const answer = await fetched(`/api/directory/people?q=${encodeURIComponent(words)}`);
  return (answer?.people || []).map((/** @type {any} */ each) => (
    { value: each.uid, label: each.name, detail: each.organizationName || '' }));
}

/** @param {string} words */
async function organisations(words) {
  const answer = await fetched(`/api/directory/organisations?q=${encodeURIComponent(words)}`);
  return (answer?.organisations || []).map((/** @type {any} */ each) => ({ value: each.id, label: each.name, detail: '' }));
}
