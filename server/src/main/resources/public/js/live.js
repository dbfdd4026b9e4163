// @ts-check
/** The live page: puts the feed, the lists, the conversation and the draft together. */
import { Calls } from './calls.js';
import { ContextPanel } from './context.js';
import { byId, setText } from './dom.js';
import { DraftPanel } from './draft.js';
import { Feed } from './feed.js';
import { OutboxPanel } from './outbox.js';
import { Rail, who } from './rail.js';
import './theme.js';
import { Transcript, emptyWords } from './transcript.js';
import { duration, known, phone, t } from './words.js';

const calls = new Calls();
const transcript = new Transcript();
const rail = new Rail((id) => choose(id));
const draft = new DraftPanel(() => calls.now(), (words) => notice('draft', words));
const context = new ContextPanel((tickets) => draft.tickets(tickets), (devices) => draft.devices(devices));
const outbox = new OutboxPanel((words) => notice('draft', words));
/** @type {Record<string, string>} what is wrong, by where */
const notices = {};
let chosen = '';
/** False once a person has chosen a call that is over: the screen then stays where they put it. */
let following = true;
let drawing = false;
let knowsCalls = false;

const feed = new Feed(
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/live`,
  (message) => {
    calls.apply(message);
    if (message.type === 'presence') draft.presence.moved(message);
    if (message.type === 'snapshot') {
      knowsCalls = true;
      draft.again();
    }
    redraw();
  },
  (link) => {
    const pill = byId('connection');
    pill.dataset.state = link;
    setText(pill.querySelector('.words'), t(`connection.${link}`));
    notice('link', link === 'lost' && knowsCalls ? t('connection.lostDetail') : '');
  });

byId('webhook-url').textContent = `${location.origin}/webhook/3cx/call-event`;
window.addEventListener('hashchange', () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id && id !== chosen && calls.all.has(id)) choose(id);
});
byId('logout').addEventListener('click', async () => {
  await fetch('/api/session', { method: 'DELETE' }).catch(() => {});
  location.assign('/login');
});
setInterval(redraw, 1000);
feed.start();

/** @param {string} id */
function choose(id) {
  chosen = id;
  following = calls.all.get(id)?.state !== 'ENDED';
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  redraw();
}

/** The most urgent call is shown, unless a person looks at another one or works on a draft. */
function follow() {
  if (!chosen && location.hash.length > 1) {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (calls.all.has(wanted)) {
      chosen = wanted;
      following = calls.all.get(wanted)?.state !== 'ENDED';
      return;
    }
  }
  const current = calls.all.get(chosen);
  if (current && (!following || current.state === 'TALKING' || draft.busy())) return;
  chosen = mostUrgent(current)?.id ?? '';
}

/** A call being spoken comes first, then a draft about to leave; a call that only rings takes nobody away from what they
 * read. @param {any} current what is shown now */
function mostUrgent(current) {
  const running = calls.running();
  return running.find((call) => call.state === 'TALKING')
    ?? calls.recent().find((call) => call.draft?.state === 'counting')
    ?? current
    ?? running[0]
    ?? calls.recent()[0];
}

/** Many changes, one drawing for each picture the screen shows. */
function redraw() {
  if (drawing) return;
  drawing = true;
  const later = document.hidden ? (/** @type {() => void} */ draw) => setTimeout(draw, 200) : requestAnimationFrame;
  later(() => {
    drawing = false;
    if (knowsCalls) draw();
  });
}

function draw() {
  follow();
  const now = calls.now();
  const call = calls.all.get(chosen);
  rail.show(calls.running(), calls.recent(), chosen, now);
  speech();
  byId('loading').hidden = true;
  byId('call').hidden = !call;
  byId('welcome').hidden = !!call;
  if (!call) {
    draft.show(null, t('draft.empty'));
    context.show(null);
    outbox.show(null);
    return;
  }
  head(call, now);
  transcript.show(call, emptyWords(call, calls.speech.state));
  draft.show(call.draft || null, t('draft.empty'), call.state !== 'ENDED');
  context.show(call);
  outbox.show(call.draft || null);
}

/** @param {any} call @param {number} now */
function head(call, now) {
  setText(byId('call-who'), who(call));
  const number = String(call.direction || '').toUpperCase() === 'OUTBOUND' ? call.callee : call.caller;
  const parts = [
    number && who(call) !== phone(number) ? phone(number) : '',
    known(`direction.${String(call.direction || '').toLowerCase()}`) || '',
    call.agentExtension ? t('who.extension', call.agentExtension) : '',
    call.agentEmail || '',
  ];
  setText(byId('call-detail'), parts.filter(Boolean).join(' · '));
  const running = call.state !== 'ENDED';
  const revising = call.state === 'ENDED' && call.transcriptState === 'REVISING';
  byId('call-clock').dataset.state = revising ? 'revising' : String(call.state).toLowerCase();
  setText(byId('call-state'), revising ? t('state.revising') : known(`state.${String(call.state).toLowerCase()}`) || '');
  setText(byId('call-time'), duration((running ? now : call.ended ?? now) - call.started));
  const trust = String(call.trust || 'TRUSTED').toLowerCase();
  const banner = byId('trust');
  banner.hidden = trust === 'trusted';
  if (!banner.hidden) {
    setText(banner.querySelector('strong'), known(`trust.${trust}`) || trust);
    setText(banner.querySelector('span'), known(`trust.${trust}Why`) || '');
  }
}

function speech() {
  const { state, detail, behind } = calls.speech;
  const pill = byId('speech');
  pill.dataset.state = state;
  setText(pill.querySelector('.words'), known(`speech.${state}`) || state);
  pill.title = detail;
  notice('speech', state === 'failed' ? t('speech.failedDetail', detail) : behind ? t('speech.behind', behind) : '');
}

/** @param {string} where @param {string} words */
function notice(where, words) {
  notices[where] = words;
  const shown = [notices.link, notices.draft, notices.speech].find(Boolean) || '';
  const box = byId('notice');
  setText(box, shown);
  box.hidden = !shown;
}
