// @ts-check
/** The words of the screen in the reader's language, as the server sent them with the page. */

/** @type {Record<string, string>} */
const messages = JSON.parse(document.body.dataset.messages || '{}');
const language = document.documentElement.lang || 'fr';

/** @param {string} key @param {...(string|number)} values @returns {string} */
export function t(key, ...values) {
  const text = messages[key];
  if (text === undefined) return key;
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)] ?? ''));
}

/** @param {string} key @returns {string | null} null where the screen has no words for it */
export function known(key) {
  return messages[key] ?? null;
}

/** A sentence that the server gives in both languages, or as it is. @param {any} words */
export function inLanguage(words) {
  if (!words) return '';
  return typeof words === 'string' ? words : words[language === 'en' ? 'english' : 'french'] || '';
}

/** @param {number} millis @returns {string} 1:05, or 1:02:05 from an hour on */
export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(seconds % 60)}`;
  if (hours) return `${hours}:${two(Math.floor((seconds % 3600) / 60))}:${rest}`;
  return `${Math.floor(seconds / 60)}:${rest}`;
}

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });

/** @param {number} millis @returns {string} the time of today, the day of anything earlier */
export function moment(millis) {
  const then = new Date(millis);
  return then.toDateString() === new Date().toDateString() ? clock.format(then) : day.format(then);
}

/** Groups the digits of a French number, leaves others as they are. @param {string} number */
export function phone(number) {
  if (!/\d/.test(number)) return t('who.hidden');
  const french = /^(?:\+33|0033|0)([1-9])(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(number.replace(/[\s.-]/g, ''));
  if (!french) return number;
  const [, a, b, c, d, e] = french;
  return `${number.startsWith('0') && !number.startsWith('00') ? '0' : '+33 '}${a} ${b} ${c} ${d} ${e}`;
}

/** @param {unknown} value an ISO text or milliseconds @returns {number | null} milliseconds */
export function instant(value) {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  const parsed = Date.parse(String(value));
  return Number.isNaN(parsed) ? null : parsed;
}
