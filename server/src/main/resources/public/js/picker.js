// @ts-check
/** A field with a search behind it: type a few letters, choose with the arrows or the mouse. */
import { make } from './dom.js';

const ASK_AFTER = 180;

/** @typedef {{value: any, label: string, detail: string}} Choice */

export class Picker {
  /**
   * @param {any} input the field
   * @param {any} list where the choices are shown
   * @param {(words: string) => Promise<Choice[]>} search
   * @param {(value: any) => void} choose
   * @param {string} nothing what to say when nobody is found
   */
  constructor(input, list, search, choose, nothing) {
    /** @type {any} */ this.input = input;
    /** @type {any} */ this.list = list;
    this.search = search;
    this.choose = choose;
    this.nothing = nothing;
    this.shown = '';
    /** @type {Choice[]} */
    this.choices = [];
    this.active = -1;
    this.timer = 0;
    this.asked = 0;
    input.addEventListener('input', () => this.askSoon());
    input.addEventListener('focus', () => input.select());
    input.addEventListener('keydown', (/** @type {any} */ event) => this.key(event));
    input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    list.addEventListener('pointerdown', (/** @type {any} */ event) => {
      const item = event.target.closest('[role=option]');
      if (!item) return;
      event.preventDefault();
      this.take(Number(item.dataset.index));
    });
  }

  /** @param {string} text what is chosen now */
  show(text) {
    this.shown = text;
    if (document.activeElement !== this.input && this.input.value !== text) this.input.value = text;
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), ASK_AFTER);
  }

  async ask() {
    const words = this.input.value.trim();
    const mine = ++this.asked;
    if (!words) {
      this.close(false);
      return;
    }
    const found = await this.search(words);
    if (mine !== this.asked || document.activeElement !== this.input) return;
    this.choices = found;
    this.active = found.length > 0 ? 0 : -1;
    this.draw();
  }

  draw() {
    const items = this.choices.map((choice, index) => {
      const item = make('li');
      item.id = `${this.list.id}-${index}`;
      item.dataset.index = index;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', String(index === this.active));
      item.append(make('b', '', choice.label), make('span', '', choice.detail));
      return item;
    });
    if (items.length === 0) {
      const item = make('li', 'none', this.nothing);
      item.setAttribute('role', 'presentation');
      items.push(item);
    }
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `${this.list.id}-${this.active}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const open = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open && this.choices.length > 0) {
      event.preventDefault();
      this.active = (this.active + step + this.choices.length) % this.choices.length;
      this.draw();
      this.list.children[this.active].scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (open && this.active >= 0) this.take(this.active);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.input.select();
    }
  }

  /** @param {number} index */
  take(index) {
    const choice = this.choices[index];
    if (!choice) return;
    this.shown = choice.label;
    this.close();
    this.choose(choice.value);
  }

  /** @param {boolean} [back] whether the field shows again what is chosen */
  close(back = true) {
    this.asked++;
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    if (back) this.input.value = this.shown;
  }
}
