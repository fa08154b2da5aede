// The chosen period in words.
import { isMoving, PERIODS } from '../model/period.js';
import * as time from '../model/time.js';

/** "the last hour", "2026-01-31 08:00:00 to 2026-01-31 09:00:00", "all times". */
export function describePeriod(period) {
  if (isMoving(period)) {
    const known = PERIODS.find(({ minutes }) => minutes === period.minutes);
    return `the last ${known?.name ?? `${period.minutes} minutes`}`;
  }
  const { from, to } = period;
  if (from === undefined && to === undefined) return 'all times';
  if (from === undefined) return `before ${time.full(to)}`;
  return to === undefined ? `from ${time.full(from)} on` : `${time.full(from)} to ${time.full(to)}`;
}
