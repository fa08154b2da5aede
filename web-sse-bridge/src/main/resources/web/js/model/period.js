// What time is looked at: the last so many minutes, which move along, or from one moment to another.
export const PERIODS = [
  { minutes: 15, name: '15 minutes' },
  { minutes: 60, name: 'hour' },
  { minutes: 6 * 60, name: '6 hours' },
  { minutes: 24 * 60, name: '24 hours' },
  { minutes: 7 * 24 * 60, name: '7 days' },
  { minutes: 30 * 24 * 60, name: '30 days' },
];

export function last(minutes) {
  return { minutes };
}

/** @param from, to in milliseconds since 1970; either may be missing */
export function between(from, to) {
  return { from, to };
}

/** All times there are. */
export function everything() {
  return between(undefined, undefined);
}

export function isEverything(period) {
  return !isMoving(period) && period.from === undefined && period.to === undefined;
}

export function isMoving(period) {
  return period.minutes !== undefined;
}

/** Where it begins and ends now, in milliseconds since 1970. */
export function bounds(period, now = Date.now()) {
  return isMoving(period)
    ? { from: now - period.minutes * 60_000, to: now }
    : { from: period.from, to: period.to };
}

/** The period as a filter's term: of entries with their times in it. */
export function asTerm(period) {
  const { from, to } = bounds(period);
  const start = from === undefined ? '' : `time >= ${iso(from)}`;
  // The clocks of cameras may be ahead: the last minutes have no end.
  const end = isMoving(period) || to === undefined ? '' : `time < ${iso(to)}`;
  return [start, end].filter(Boolean).join(' ');
}

export function iso(milliseconds) {
  return new Date(milliseconds).toISOString();
}

/** For the address: 60m, or 2026-01-31T08:00:00.000Z~2026-01-31T09:00:00.000Z. */
export function toText(period) {
  if (isMoving(period)) return `${period.minutes}m`;
  return `${period.from === undefined ? '' : iso(period.from)}~${period.to === undefined ? '' : iso(period.to)}`;
}

export function fromText(text) {
  const minutes = /^(\d{1,6})m$/.exec(text ?? '');
  if (minutes && Number(minutes[1]) > 0) return last(Number(minutes[1]));
  const [from, to] = (text ?? '').split('~').map((part) => (part ? Date.parse(part) : undefined));
  if (text?.includes('~') && !Number.isNaN(from) && !Number.isNaN(to)) return between(from, to);
  return last(60);
}
