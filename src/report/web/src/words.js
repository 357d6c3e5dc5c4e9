// What the page says, in the reader's language. Strings are data: strings.json, [English, Indonesian].
import STRINGS from '../strings.json';

export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia' };
let at = (navigator.language || 'en').startsWith('id') ? 1 : 0;

export const language = () => Object.keys(LANGUAGES)[at];
export function speak(code) {
  at = Object.keys(LANGUAGES).indexOf(code);
}
export const t = (key, ...parts) => (STRINGS[key]?.[at] ?? key).replace(/\{(\d)\}/g, (_, i) => parts[i]);

/** Of the English forms the one with the day before the month and a clock of 24 hours. */
export const locale = () => ({ en: 'en-GB' })[language()] ?? language();
export const number = n => new Intl.NumberFormat(locale()).format(n);
/** What is not certain is never rounded to certainty. */
export const percent = x => (x < 1 && x >= 0.995 ? '> 99' : x > 0 && x < 0.005 ? '< 1' : Math.round(100 * x)) + ' %';
export const moment = time => (time ? time.slice(0, 16).replace('T', ' ').replace(/ 00:00$/, '') : t('undated'));

/** How a credit is drawn, of the labels of the lineage. */
export const style = credit => ({ credited_matched: 'credited', credited_absent: 'credited', common_source: 'common' })[credit] ?? credit;
