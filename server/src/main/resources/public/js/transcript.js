// @ts-check
/** The conversation: one block for each utterance, in its speaker's colour and on its speaker's side. */
import { spoken } from './calls.js';
import { arrange, byId, make, setText } from './dom.js';
import { duration, inLanguage, t } from './words.js';

/** How near the end the reader must be (pixels) for the view to follow the words. */
const NEAR_END = 90;
/** One speaker's blocks stand under one name while the pause between them is shorter than this. */
const SAME_BREATH = 20000;
/** A recording with one track mixes both parties: such words stand on no side. */
const SIDES = new Set(['agent', 'caller']);

export class Transcript {
  constructor() {
    this.list = byId('transcript');
    this.scroll = byId('scroll');
    this.newer = byId('newer');
    this.empty = byId('transcript-empty');
    this.announce = byId('announce');
    /** @type {Map<string, any>} */
    this.blocks = new Map();
    this.callId = '';
    this.following = true;
    this.scroll.addEventListener('scroll', () => this.read(), { passive: true });
    this.newer.addEventListener('click', () => this.toEnd(true));
    new ResizeObserver(() => this.following && this.toEnd(false)).observe(this.scroll);
  }

  /** @param {import('./calls.js').Call} call @param {string} emptyWords */
  show(call, emptyWords) {
    const changed = call.id !== this.callId;
    if (changed) {
      this.callId = call.id;
      this.blocks.clear();
      this.list.replaceChildren();
      this.following = true;
      this.newer.hidden = true;
    }
    const utterances = spoken(call);
    const wanted = [];
    let before = null;
    let grew = false;
    const alive = new Set();
    for (const utterance of utterances) {
      const key = `${utterance.channel}:${utterance.utterance}`;
      alive.add(key);
      let block = this.blocks.get(key);
      if (!block) {
        block = this.block(utterance);
        // Only what is being said comes in softly; a call looked up later is simply there.
        if (!changed && call.state !== 'ENDED') block.row.classList.add('fresh');
        this.blocks.set(key, block);
        grew = true;
      }
      const joined = before !== null && before.channel === utterance.channel
        && utterance.startMillis - before.endMillis < SAME_BREATH;
      block.row.classList.toggle('joined', joined);
      grew = this.fill(block, utterance, !changed) || grew;
      wanted.push(block.row);
      before = utterance;
    }
    for (const key of this.blocks.keys()) if (!alive.has(key)) this.blocks.delete(key);
    arrange(this.list, wanted);
    this.empty.hidden = wanted.length > 0 || !emptyWords;
    setText(this.empty, emptyWords);
    if (this.following) this.toEnd(false);
    else if (grew) this.newer.hidden = false;
  }

  /** @param {import('./calls.js').Utterance} utterance */
  block(utterance) {
    const side = SIDES.has(utterance.channel) ? utterance.channel : 'both';
    const row = make('li', `said ${side}`);
    const label = make('p', 'label');
    const time = make('time');
    label.append(make('b', '', t(`channel.${side}`)), ' ', time);
    const text = make('p', 'text');
    const firm = make('span', 'firm');
    const loose = make('span', 'loose');
    text.append(firm, loose, make('span', 'typing'));
    row.append(label, text);
    row.dataset.utterance = `${utterance.channel}:${utterance.utterance}`;
    return { row, time, firm, loose, shown: '', final: false };
  }

  /** @param {any} block @param {import('./calls.js').Utterance} utterance @param {boolean} aloud @returns {boolean} */
  fill(block, utterance, aloud) {
    const words = utterance.text.trim().split(/\s+/).filter(Boolean);
    const stable = utterance.final ? words.length : Math.min(words.length, utterance.stableWords ?? 0);
    const firm = together(words.slice(0, stable));
    const loose = together(words.slice(stable));
    const shown = `${firm}|${loose}`;
    block.row.classList.toggle('partial', !utterance.final);
    setText(block.time, duration(utterance.startMillis)); // a better reading may use the same number for other words
    if (utterance.final && !block.final) {
      block.final = true;
      if (aloud) this.announce.textContent = `${t(`channel.${SIDES.has(utterance.channel) ? utterance.channel : 'both'}`)} : ${utterance.text}`;
    }
    if (shown === block.shown) return false;
    block.shown = shown;
    setText(block.firm, firm && loose ? `${firm} ` : firm);
    setText(block.loose, loose);
    return true;
  }

  read() {
    const left = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight;
    this.following = left < NEAR_END;
    if (this.following) this.newer.hidden = true;
  }

  /** @param {boolean} asked */
  toEnd(asked) {
    this.following = true;
    this.newer.hidden = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
    if (asked) this.scroll.focus({ preventScroll: true });
  }
}

/** A French question mark stays on the line of its word. @param {string[]} words */
function together(words) {
  return words.join(' ').replace(/ (?=[?!:;»](\s|$))/g, '\u00a0');
}

/** What to say where a call has no words. @param {import('./calls.js').Call} call @param {string} speech */
export function emptyWords(call, speech) {
  const state = String(call.transcriptState || 'NONE');
  if (state === 'FAILED') return t('transcript.failed', inLanguage(call.transcriptReason));
  if (state === 'REMOVED') return inLanguage(call.transcriptReason);
  if (call.state === 'RINGING') return t('transcript.ringing');
  if (call.state === 'TALKING') return speech === 'starting' ? t('transcript.notReady') : t('transcript.listening');
  if (state === 'LIVE' || state === 'REVISING') return t('transcript.pending');
  return t('transcript.none');
}
