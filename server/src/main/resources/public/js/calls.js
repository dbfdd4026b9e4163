// @ts-check
/** What the screen knows: calls with their words and drafts. Changed only by messages of the feed. */
import { instant } from './words.js';

/**
 * @typedef {{channel: string, utterance: number, startMillis: number, endMillis: number, text: string,
 *   stableWords?: number, final: boolean}} Utterance
 * @typedef {Record<string, any> & {id: string, utterances: Map<string, Utterance>, started: number, ended: number|null}} Call
 */

/** @param {{channel: string, utterance: number}} piece */
const keyOf = (piece) => `${piece.channel}:${piece.utterance}`;

export class Calls {
  constructor() {
    /** @type {Map<string, Call>} */
    this.all = new Map();
    /** @type {{state: string, detail: string}} */
    this.speech = { state: 'unknown', detail: '', behind: 0 };
    /** Milliseconds that the server's clock is ahead of ours. */
    this.ahead = 0;
  }

  /** @param {any} message @returns {string | null} the call that changed; null when it may be any */
  apply(message) {
    switch (message.type) {
      case 'snapshot':
        this.tell(message);
        this.all.clear();
        for (const call of message.calls || []) this.put(call);
        this.speak(message.speech);
        return null;
      case 'call':
        this.put(message.call);
        return message.call.id;
      case 'partial':
        this.utter(message, false);
        return message.call;
      case 'final':
        this.utter(message, true);
        return message.call;
      case 'dropped':
        this.all.get(message.call)?.utterances.delete(keyOf(message));
        return message.call;
      case 'draft': {
        const call = this.all.get(message.call);
        if (call) call.draft = message.draft;
        return message.call;
      }
      case 'speech':
        this.speak(message.speech || message);
        return null;
      default:
        return null; // a newer server says more than this page understands
    }
  }

  now() {
    return Date.now() + this.ahead;
  }

  /** @returns {Call[]} newest first */
  running() {
    return [...this.all.values()].filter((call) => call.state !== 'ENDED').sort((a, b) => b.started - a.started);
  }

  /** @returns {Call[]} newest first */
  recent() {
    return [...this.all.values()]
      .filter((call) => call.state === 'ENDED')
      .sort((a, b) => (b.ended ?? b.started) - (a.ended ?? a.started))
      .slice(0, 50);
  }

  /** @param {any} message */
  tell(message) {
    const now = instant(message.now);
    if (now !== null) this.ahead = now - Date.now();
  }

  /** @param {any} speech */
  speak(speech) {
    if (speech) {
      this.speech = {
        state: String(speech.state || 'unknown').toLowerCase(),
        detail: speech.detail || '',
        behind: Number(speech.behindSeconds) || 0,
      };
    }
  }

  /** @param {any} view */
  put(view) {
    const utterances = new Map();
    for (const piece of view.segments || []) utterances.set(keyOf(piece), { ...piece, final: true });
    for (const piece of view.partials || []) {
      if (!utterances.has(keyOf(piece))) utterances.set(keyOf(piece), { ...piece, final: false });
    }
    const { segments: _segments, partials: _partials, ...rest } = view;
    this.all.set(view.id, {
      ...rest,
      utterances,
      started: instant(view.startedAt) ?? Date.now(),
      ended: instant(view.endedAt),
    });
  }

  /** @param {any} message @param {boolean} final */
  utter(message, final) {
    const call = this.all.get(message.call);
    if (!call) return;
    const key = keyOf(message);
    const before = call.utterances.get(key);
    if (before?.final && !final) return; // a late partial never hides what is stored
    call.utterances.set(key, {
      channel: message.channel,
      utterance: message.utterance,
      startMillis: message.startMillis,
      endMillis: message.endMillis,
      text: message.text,
      stableWords: message.stableWords,
      final,
    });
  }
}

/** The words of a call in the order they were spoken. @param {Call} call @returns {Utterance[]} */
export function spoken(call) {
  return [...call.utterances.values()].sort(
    (a, b) => a.startMillis - b.startMillis || a.channel.localeCompare(b.channel) || a.utterance - b.utterance);
}
