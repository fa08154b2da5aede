// Moments as people read them, in the zone that they chose.
import { preference } from './preferences.js';

let serverZone = 'UTC';
const formats = new Map();

export function setServerZone(zone) {
  serverZone = zone || 'UTC';
  formats.clear();
}

export function zone() {
  const chosen = preference('zone');
  if (chosen === 'server') return serverZone;
  if (chosen === 'browser') return Intl.DateTimeFormat().resolvedOptions().timeZone;
  return chosen;
}

function format(name, options) {
  const key = `${zone()} ${name}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', { timeZone: knownZone(), hourCycle: 'h23', ...options });
    formats.set(key, made);
  }
  return made;
}

function knownZone() {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone() });
    return zone();
  } catch {
    return 'UTC';
  }
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
const DAY = { year: 'numeric', month: '2-digit', day: '2-digit' };

function isoDay(date) {
  const parts = Object.fromEntries(format('day', DAY).formatToParts(date).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** 08:30:00.123, with the day before it if that is another one than today. */
export function brief(milliseconds, now = Date.now()) {
  const date = new Date(milliseconds);
  const clock = `${format('clock', CLOCK).format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
  const day = isoDay(date);
  return day === isoDay(new Date(now)) ? clock : `${day} ${clock}`;
}

/** 2026-01-31 08:30:00, for places with room. */
export function full(milliseconds) {
  const date = new Date(milliseconds);
  return `${isoDay(date)} ${format('clock', CLOCK).format(date)}`;
}

/** 08:30, or a date and that, for the axis of a chart. */
export function axis(milliseconds, spanMilliseconds) {
  const date = new Date(milliseconds);
  if (spanMilliseconds > 300 * 86_400_000) return format('axis year', { month: 'short', year: 'numeric' }).format(date);
  if (spanMilliseconds > 36 * 3600_000) return format('axis day', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' }).format(date);
  if (spanMilliseconds < 20 * 60_000) return format('clock', CLOCK).format(date);
  return format('axis clock', { hour: '2-digit', minute: '2-digit' }).format(date);
}

/** "3 min ago", "in 2 h". */
export function relative(milliseconds, now = Date.now()) {
  const seconds = Math.round((now - milliseconds) / 1000);
  const ago = Math.abs(seconds);
  let text;
  if (ago < 2) return 'now';
  if (ago < 60) text = `${ago} s`;
  else if (ago < 3600) text = `${Math.floor(ago / 60)} min`;
  else if (ago < 48 * 3600) text = `${Math.floor(ago / 3600)} h`;
  else text = `${Math.floor(ago / 86_400)} d`;
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

/** How long until then, counted down: 4:05, 1:04:05, 2 d 3 h. */
export function remaining(milliseconds, now = Date.now()) {
  const seconds = Math.max(0, Math.ceil((milliseconds - now) / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const two = (number) => String(number).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** What a datetime-local input holds, in the chosen zone. */
export function toInput(milliseconds) {
  return full(milliseconds).replace(' ', 'T');
}

/** The moment that a datetime-local input means in the chosen zone; undefined if it is empty. */
export function fromInput(text) {
  if (!text) return undefined;
  const asUtc = Date.parse(text.length === 16 ? `${text}:00Z` : `${text}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  let moment = asUtc;
  // Twice, for the hours around a change of the clocks.
  for (let i = 0; i < 2; i++) {
    moment = asUtc - (Date.parse(`${toInput(moment)}Z`) - Math.floor(moment / 1000) * 1000);
  }
  return moment;
}
