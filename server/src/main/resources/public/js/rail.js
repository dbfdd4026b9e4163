// @ts-check
/** The two lists of calls at the side. */
import { arrange, byId, make, setText } from './dom.js';
import { duration, instant, known, moment, phone, t } from './words.js';

/** The other party of a call, for people. @param {any} call */
export function who(call) {
  const outbound = String(call.direction || '').toUpperCase() === 'OUTBOUND';
  const number = outbound ? call.callee : call.caller;
  return call.draft?.requester?.name || call.callerName || (number ? phone(number) : t('who.unknown'));
}

export class Rail {
  /** @param {(id: string) => void} choose */
  constructor(choose) {
    this.lists = { running: byId('running'), recent: byId('recent') };
    /** @type {Map<string, any>} */
    this.rows = new Map();
    for (const list of Object.values(this.lists)) {
      list.addEventListener('click', (/** @type {any} */ event) => {
        const button = event.target.closest('button');
        if (button) choose(button.dataset.call);
      });
      list.addEventListener('keydown', (/** @type {any} */ event) => this.move(event));
    }
  }

  /** @param {any[]} running @param {any[]} recent @param {string} chosen @param {number} now */
  show(running, recent, chosen, now) {
    const alive = new Set([...running, ...recent].map((call) => call.id));
    for (const id of this.rows.keys()) if (!alive.has(id)) this.rows.delete(id);
    arrange(this.lists.running, running.map((call) => this.row(call, chosen, now)));
    arrange(this.lists.recent, recent.map((call) => this.row(call, chosen, now)));
    byId('running-empty').hidden = running.length > 0;
    byId('recent-empty').hidden = recent.length > 0;
    setText(byId('running-count'), running.length ? String(running.length) : '');
  }

  /** @param {any} call @param {string} chosen @param {number} now */
  row(call, chosen, now) {
    let row = this.rows.get(call.id);
    if (!row) {
      const item = make('li');
      const button = make('button', 'callrow');
      button.type = 'button';
      button.dataset.call = call.id;
      row = {
        item,
        button,
        name: make('span', 'name'),
        time: make('span', 'time'),
        detail: make('span', 'detail'),
        badge: make('span', 'badge'),
        chip: make('span', 'chip'),
      };
      const tags = make('span', 'tags');
      tags.append(row.chip, row.badge);
      button.append(row.name, row.time, row.detail, tags);
      item.append(button);
      this.rows.set(call.id, row);
    }
    const running = call.state !== 'ENDED';
    row.button.classList.toggle('running', running);
    row.button.classList.toggle('ringing', call.state === 'RINGING');
    if (call.id === chosen) row.button.setAttribute('aria-current', 'true');
    else row.button.removeAttribute('aria-current');
    setText(row.name, who(call));
    setText(row.time, running ? duration(now - call.started) : moment(call.ended ?? call.started));
    setText(row.detail, this.detail(call, running));
    const trust = String(call.trust || 'TRUSTED').toLowerCase();
    row.badge.hidden = trust === 'trusted';
    setText(row.badge, known(`trust.${trust}`) || '');
    this.chip(row.chip, call, now);
    return row.item;
  }

  /** @param {any} call @param {boolean} running */
  detail(call, running) {
    if (!running && call.draft?.title) return call.draft.title;
    const direction = known(`direction.${String(call.direction || '').toLowerCase()}`) || '';
    const extension = call.agentExtension ? t('who.extension', call.agentExtension) : '';
    return [direction, extension].filter(Boolean).join(' · ');
  }

  /** @param {any} chip @param {any} call @param {number} now */
  chip(chip, call, now) {
    const draft = call.draft;
    chip.hidden = !draft;
    if (!draft) return;
    chip.dataset.state = draft.state;
    const deadline = instant(draft.deadline);
    const value = draft.state === 'counting' && deadline !== null ? Math.max(0, Math.ceil((deadline - now) / 1000)) : draft.ticket?.id;
    setText(chip, t(`chip.${draft.state}`, value ?? ''));
  }

  /** Arrow keys walk through the calls. @param {KeyboardEvent} event */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...document.querySelectorAll('.callrow')];
    const next = buttons[buttons.indexOf(/** @type {Element} */ (document.activeElement)) + step];
    if (!next) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (next).focus();
  }
}
