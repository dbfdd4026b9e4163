// @ts-check
/** What goes to NinjaOne with a draft: wishes before it leaves, and every write with its tries afterwards. */
import { arrange, byId, make, setText } from './dom.js';
import { instant, known, t } from './words.js';

const REFRESH = 5000;
const OVER = new Set(['sent', 'cancelled']);

/** @param {string} method @param {string} path @param {any} [body] @returns {Promise<any>} null when it did not work */
async function ask(method, path, body) {
  try {
    const answer = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15000),
    });
    const json = await answer.json().catch(() => null);
    return answer.ok ? { ok: true, json } : { ok: false, words: json?.detail || json?.title || `HTTP ${answer.status}` };
  } catch {
    return { ok: false, words: t('draft.actionOffline') };
  }
}

export class OutboxPanel {
  /** @param {(words: string) => void} complain */
  constructor(complain) {
    this.complain = complain;
    this.box = byId('delivery');
    this.list = byId('delivery-list');
    this.attach = byId('delivery-attach');
    this.append = byId('delivery-append');
    this.status = byId('delivery-status');
    this.ticket = byId('delivery-ticket');
    /** @type {any} */
    this.draft = null;
    this.mark = '';
    this.timer = 0;
    this.attach.addEventListener('change', () => this.wish({ attachRecording: this.attach.checked }));
    this.append.addEventListener('change', () => this.wish({ appendTo: this.append.value.trim() || null }));
    this.status.addEventListener('change', () => this.wish({ finalStatusId: this.status.value || null }));
    this.list.addEventListener('click', (/** @type {any} */ event) => {
      const button = event.target.closest('[data-entry]');
      if (button) this.act(button.dataset.entry, button.dataset.act, button.dataset.kind);
    });
  }

  /** @param {any} draft */
  show(draft) {
    this.box.hidden = !draft;
    const mark = draft ? `${draft.id}:${draft.version}:${draft.state}` : '';
    this.draft = draft;
    if (mark === this.mark) return;
    this.mark = mark;
    clearTimeout(this.timer);
    if (draft) this.load();
  }

  async load() {
    const { id } = this.draft;
    const path = encodeURIComponent(id);
    const [delivery, outbox] = await Promise.all([
      ask('GET', `/api/drafts/${path}/delivery`), ask('GET', `/api/outbox?draft=${path}`)]);
    if (this.draft?.id !== id) return;
    if (delivery.ok) this.wishes(delivery.json);
    if (!outbox.ok) return;
    const entries = outbox.json.entries;
    this.entries(entries);
    if (entries.some((/** @type {any} */ entry) => !OVER.has(entry.state) && entry.state !== 'parked')) {
      this.timer = window.setTimeout(() => this.draft && this.load(), REFRESH);
    }
  }

  /** @param {any} delivery */
  wishes(delivery) {
    const left = ['queued', 'sent', 'discarded'].includes(this.draft.state);
    if (document.activeElement !== this.append) this.append.value = delivery.appendTo ?? '';
    this.append.disabled = left;
    this.attach.checked = delivery.attaches === true;
    this.attach.disabled = this.draft.state === 'discarded';
    if (document.activeElement !== this.status) this.status.value = String(delivery.finalStatusId ?? '');
    this.status.disabled = this.draft.state === 'discarded';
    const { ticket } = delivery;
    this.ticket.hidden = !ticket;
    if (ticket) {
      setText(this.ticket, ticket.deleted
        ? t('delivery.ticketDeleted', ticket.id) : t('delivery.ticketStatus', ticket.id, ticket.status || '…'));
    }
  }

  /** @param {any[]} entries */
  entries(entries) {
    const rows = [...entries].sort((a, b) => ordinal(a) - ordinal(b)).map((entry) => this.row(entry));
    arrange(this.list, rows);
    this.list.hidden = rows.length === 0;
  }

  /** @param {any} entry */
  row(entry) {
    const row = make('li');
    row.dataset.state = entry.state;
    row.append(make('span', 'kind', known(`delivery.kind.${entry.kind}`) || entry.kind));
    row.append(make('span', 'state', known(`delivery.state.${entry.state}`) || entry.state));
    const tries = entry.attempts?.length || 0;
    if (tries > 1 || !OVER.has(entry.state)) row.append(make('span', 'tries', t('delivery.tries', tries)));
    if (entry.nextAt && entry.state !== 'sending') {
      const at = new Date(instant(entry.nextAt) ?? 0);
      row.append(make('span', 'next', t('delivery.next', at.toLocaleTimeString(document.documentElement.lang))));
    }
    if (entry.reason && entry.state !== 'sent') row.append(make('p', 'why', entry.reason));
    const acts = entry.state === 'parked' ? ['retry', 'search', 'sent']
      : entry.state === 'unknown' ? ['search', 'sent'] : entry.state === 'ready' ? ['retry'] : [];
    for (const act of acts) {
      const button = make('button', 'subtle', t(`delivery.act.${act}`));
      button.type = 'button';
      Object.assign(button.dataset, { entry: entry.id, act, kind: entry.kind });
      row.append(button);
    }
    return row;
  }

  /** @param {Record<string, any>} wish */
  async wish(wish) {
    const { id } = this.draft;
    const answer = await ask('PUT', `/api/drafts/${encodeURIComponent(id)}/delivery`, wish);
    this.complain(answer.ok ? '' : t('draft.actionFailed', answer.words));
    if (this.draft?.id === id) this.load();
  }

  /** @param {string} entry @param {string} act @param {string} kind */
  async act(entry, act, kind) {
    let body = {};
    if (act === 'sent' && kind === 'CreateTicket') {
      const number = window.prompt(t('delivery.whichTicket'));
      if (!number) return;
      body = { ticketId: number.trim() };
    }
    const answer = await ask('POST', `/api/outbox/${encodeURIComponent(entry)}/${act}`, body);
    this.complain(answer.ok ? '' : t('draft.actionFailed', answer.words));
    if (this.draft) this.load();
  }
}

/** The marker ends in the entry's place: `[3CX-7K2M/3]`. @param {any} entry */
function ordinal(entry) {
  return Number(/\/(\d+)]$/.exec(entry.marker)?.[1] ?? 1);
}
