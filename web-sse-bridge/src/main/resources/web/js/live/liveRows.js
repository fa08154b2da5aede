// What a live view shows, and what waits while it is paused. Both are bounded: what does not fit is counted, and can be
// loaded.

/** More nobody scrolls through; the history has the rest. */
export const MOST_ROWS = 5_000;

/** Fewer, so that after a pause what was seen before it is still there. */
const MOST_WAITING = 4_000;

let lastKey = 0;

export function entryRow(entry) {
  return { kind: 'entry', key: ++lastKey, entry, time: Date.parse(entry.time) };
}

/** Entries that are left out: {from, to} are positions, both of them included. */
export function gapRow(from, to, count) {
  return { kind: 'gap', key: ++lastKey, from, to, count };
}

export function noteRow(text) {
  return { kind: 'note', key: ++lastKey, text };
}

export class LiveRows {
  #rows = [];
  #waiting = [];
  #skipped;
  #paused = false;

  /** Shown ones, the oldest first. */
  get rows() {
    return this.#rows;
  }

  get paused() {
    return this.#paused;
  }

  /** How many entries have come since the pause. */
  get waiting() {
    return this.#waiting.length + (this.#skipped?.count ?? 0);
  }

  add(rows) {
    const target = this.#paused ? this.#waiting : this.#rows;
    for (const row of rows) target.push(row);
    const over = target.length - (this.#paused ? MOST_WAITING : MOST_ROWS);
    if (over > 0) {
      const gone = target.splice(0, over);
      if (this.#paused) this.#skip(gone);
    }
  }

  pause() {
    this.#paused = true;
  }

  /** Shows what has waited. */
  resume() {
    this.#paused = false;
    const waited = this.#waiting;
    this.#waiting = [];
    if (this.#skipped) {
      waited.unshift(gapRow(this.#skipped.from, this.#skipped.to, this.#skipped.count));
      this.#skipped = undefined;
    }
    this.add(waited);
  }

  clear() {
    this.#rows = [];
    this.#waiting = [];
    this.#skipped = undefined;
  }

  /** Puts what has been loaded in the place of a gap. */
  fill(gap, rows) {
    const at = this.#rows.indexOf(gap);
    if (at >= 0) this.#rows.splice(at, 1, ...rows);
  }

  #skip(rows) {
    for (const row of rows) {
      if (row.kind === 'note') continue;
      const from = row.kind === 'gap' ? row.from : row.entry.position;
      const to = row.kind === 'gap' ? row.to : row.entry.position;
      this.#skipped ??= { from, to, count: 0 };
      this.#skipped.to = to;
      this.#skipped.count += row.kind === 'gap' ? row.count : 1;
    }
  }
}
