// @ts-check
/**
 * The live connection: a snapshot, then numbered changes. It comes back by itself after any cut, and asks for a new
 * snapshot (by reconnecting) as soon as a number is missing, so that the screen never shows half a truth.
 */

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
/** The server tells the state of speech every 20 s at least: a connection that says nothing for so long is dead. */
const SILENCE = 75000;

/** @typedef {'connecting'|'live'|'lost'} Link */

export class Feed {
  /**
   * @param {string} url
   * @param {(message: any) => void} onMessage snapshot first, then changes in order
   * @param {(link: Link) => void} onLink
   */
  constructor(url, onMessage, onLink) {
    this.url = url;
    this.onMessage = onMessage;
    this.onLink = onLink;
    this.wait = FIRST_WAIT;
    this.sequence = -1;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.timer = 0;
    this.silence = 0;
    window.addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.hurry());
  }

  start() {
    this.onLink('connecting');
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    this.timer = 0;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.sequence = -1;
    socket.onmessage = (event) => this.take(socket, event.data);
    socket.onclose = () => this.lost(socket);
  }

  /** @param {WebSocket} socket */
  listen(socket) {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.drop(socket), SILENCE);
  }

  /** @param {WebSocket} socket @param {string} text */
  take(socket, text) {
    if (socket !== this.socket) return;
    const message = JSON.parse(text);
    this.listen(socket);
    if (message.type === 'snapshot') {
      this.sequence = message.sequence;
      this.wait = FIRST_WAIT;
      this.onLink('live');
      this.onMessage(message);
      return;
    }
    if (typeof message.sequence !== 'number' || this.sequence < 0 || message.sequence <= this.sequence) return;
    if (message.sequence !== this.sequence + 1) {
      this.drop(socket);
      return;
    }
    this.sequence = message.sequence;
    this.onMessage(message);
  }

  /** Leaves a connection that cannot be trusted any more. @param {WebSocket} socket */
  drop(socket) {
    socket.close();
    this.lost(socket);
  }

  /** @param {WebSocket} socket */
  lost(socket) {
    if (socket !== this.socket) return;
    clearTimeout(this.silence);
    this.socket = null;
    this.onLink('lost');
    // A little chance spreads the browsers that all lost the same server.
    const wait = this.wait * (0.75 + Math.random() / 2);
    this.wait = Math.min(LONGEST_WAIT, this.wait * 1.7);
    this.timer = window.setTimeout(() => this.retry(), wait);
  }

  async retry() {
    if (await signedOut()) {
      location.reload();
      return;
    }
    this.open();
  }

  hurry() {
    if (this.socket || !this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.wait = FIRST_WAIT;
    this.retry();
  }
}

/** A browser does not say why a socket was refused; the page itself does: without a session it leads elsewhere. */
async function signedOut() {
  try {
    const answer = await fetch(location.pathname, { redirect: 'manual', cache: 'no-store' });
    return answer.type === 'opaqueredirect' || answer.status === 401;
  } catch {
    return false;
  }
}
