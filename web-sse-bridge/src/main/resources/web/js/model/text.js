// Text of strangers, made visible: what a terminal or a bidirectional override would act on is shown or left out, so
// that nothing is hidden and nothing runs. It still only ever becomes textContent.
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;

export function visible(text) {
  return text
    .replace(ESCAPES, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, (c) => (c === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + c.charCodeAt(0))))
    .replace(OVERRIDES, (c) => `\u27e8U+${c.charCodeAt(0).toString(16).toUpperCase()}\u27e9`);
}

/** The first line, and how many follow. */
export function firstLine(text, longest = 2000) {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  return {
    line: visible(line.length > longest ? `${line.slice(0, longest)}…` : line),
    more: end < 0 ? 0 : text.slice(end + 1).split('\n').length,
  };
}

const NUMBER = new Intl.NumberFormat('en-US');

/** 1,234,567 */
export function count(number) {
  return NUMBER.format(number);
}

/** 1.2 M, for where there is little room. */
export function shortCount(number) {
  if (number < 100_000) return count(number);
  if (number < 1_000_000) return `${Math.floor(number / 1000)} k`;
  return `${(Math.floor(number / 10_000) / 100).toFixed(number < 10_000_000 ? 2 : 1)} M`;
}

/** 12 KiB, 3.4 GiB. */
export function bytes(number = 0) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let size = number;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size < 10 && unit ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
