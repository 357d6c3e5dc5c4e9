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
/** Minutes from UTC as they are written. */
export function zone(minutes) {
  if (!minutes) return 'UTC';
  const parts = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${parts.map(n => String(n).padStart(2, '0')).join(':')}`;
}
function stated(time) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(time) ?? [];
  return sign ? Number(sign + 1) * (60 * hours + Number(minutes)) : time.endsWith('Z') ? 0 : null;
}
/** A time as a page states it; among times of a `clock` of its own with its offset, if that is another. */
export function moment(time, clock) {
  if (!time) return t('undated');
  const said = time.slice(0, 16).replace('T', ' '), own = clock == null ? null : stated(time);
  if (said.endsWith(' 00:00')) return said.slice(0, 10);
  return own == null || own === clock ? said : `${said} ${zone(own)}`;
}

/** How a credit is drawn, of the labels of the lineage. */
export const style = credit => ({ credited_matched: 'credited', credited_absent: 'credited', common_source: 'common' })[credit] ?? credit;
