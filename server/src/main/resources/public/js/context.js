// @ts-check
/** Who is on the line: identity, open tickets, earlier calls and devices, shown while it rings and kept at hand later. */
import { fetched } from './draft-calls.js';
import { byId, make, setText } from './dom.js';
import { duration, instant, known, moment, t } from './words.js';

export class ContextPanel {
  /** @param {(tickets: any[]) => void} onTickets @param {(devices: any[]) => void} onDevices */
  constructor(onTickets, onDevices) {
    this.onTickets = onTickets;
    this.onDevices = onDevices;
    this.box = byId('context');
    this.mark = '';
    this.call = '';
    /** What the person wants, once they have said it for this call. @type {boolean | null} */
    this.wanted = null;
    /** What was found for the shown call. @type {{devices: any[], tickets: any[]}} */
    this.found = { devices: [], tickets: [] };
    this.draft = '';
    byId('context-summary').addEventListener('click', () => { this.wanted = !this.box.open; });
  }

  /** @param {any} call null for none */
  show(call) {
    this.box.hidden = !call;
    if (!call) {
      this.call = '';
      return;
    }
    if (call.id !== this.call) {
      this.call = call.id;
      this.wanted = null;
      this.mark = '';
      this.found = { devices: [], tickets: [] };
    }
    const draft = call.draft?.id || '';
    if (draft !== this.draft) {
      this.draft = draft;
      this.offer();
    }
    const talk = call.state !== 'RINGING';
    const open = this.wanted ?? (!talk || (call.state === 'TALKING' && call.utterances.size === 0));
    if (this.box.open !== open) this.box.open = open;
    const mark = [call.id, call.state === 'RINGING', call.caller, call.callee, call.agentExtension, call.draft?.requester?.uid].join('|');
    if (mark === this.mark) return;
    this.mark = mark;
    this.load(call.id);
  }

  /** @param {string} id */
  async load(id) {
    const at = `/api/calls/${encodeURIComponent(id)}`;
    const mark = this.mark;
    const about = await fetched(`${at}/context`);
    if (mark !== this.mark) return;
    this.box.hidden = !about;
    if (!about) return;
    this.draw(about);
    this.found.devices = about.devices || [];
    this.offer();
    this.tickets(null, '');
    const found = about.caller ? await fetched(`${at}/tickets`) : { tickets: [], reason: null };
    if (mark !== this.mark) return;
    this.tickets(found?.tickets || [], found ? found.reason || '' : t('context.ticketsFailed'));
    this.found.tickets = found?.tickets || [];
    this.offer();
  }

  /** What the draft can choose from. */
  offer() {
    this.onDevices(this.found.devices);
    this.onTickets(this.found.tickets);
  }

  /** @param {any} about */
  draw(about) {
    const identity = about.identity === 'several' ? t('context.several', about.total) : known(`context.${about.identity}`) || '';
    const who = [about.caller?.name || identity, about.organisation?.name].filter(Boolean).join(' · ');
    setText(byId('context-who'), who);
    byId('context-who').classList.toggle('unknown', about.identity !== 'known');
    byId('context-columns').hidden = about.identity === 'hidden';
    setText(byId('context-technician'), about.technician ? t('context.technician', about.technician) : '');
    fill(byId('context-devices'), (about.devices || []).map((/** @type {any} */ device) => {
      const link = make('a', 'device', device.name);
      link.href = device.open;
      link.target = '_blank';
      link.rel = 'noopener';
      return [link, make('span', 'aside', t(device.offline ? 'context.offline' : 'context.online'))];
    }), t('context.noDevices'));
    fill(byId('context-calls'), (about.calls || []).map((/** @type {any} */ call) => {
      const line = make('a', '', call.title || known(`direction.${call.direction.toLowerCase()}`) || '');
      line.title = line.textContent;
      line.href = `#${encodeURIComponent(call.id)}`;
      const state = call.ticket ? t('chip.sent', call.ticket) : call.missed ? t('context.missed') : '';
      return [line, make('span', 'aside', [moment(instant(call.startedAt) ?? 0), call.durationSeconds ? duration(call.durationSeconds * 1000) : '', state].filter(Boolean).join(' · '))];
    }), t('context.noCalls'));
  }

  /** @param {any[] | null} tickets null while they are asked for @param {string} reason */
  tickets(tickets, reason) {
    setText(byId('context-count'), tickets && tickets.length > 0 ? t(tickets.length === 1 ? 'context.openOne' : 'context.openMany', tickets.length) : '');
    fill(byId('context-tickets'), (tickets || []).map((each) => {
      const link = make('a', '', each.subject);
      link.title = each.subject;
      if (/^https?:\/\//.test(each.url)) link.href = each.url;
      link.target = '_blank';
      link.rel = 'noopener';
      return [link, make('span', 'aside', [t('context.number', each.id), each.status].filter(Boolean).join(' · '))];
    }), tickets === null ? t('context.asking') : reason || t('context.noTickets'));
  }
}

/** @param {Element} list @param {any[][]} lines @param {string} empty */
function fill(list, lines, empty) {
  const items = lines.map((parts) => {
    const item = make('li');
    item.append(...parts);
    return item;
  });
  list.replaceChildren(...(items.length > 0 ? items : [make('li', 'quiet', empty)]));
}
