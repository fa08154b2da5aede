// The cards of the view, newest first, and what waits to become one. Both are bounded; what is left out is counted.
// Pictures can be looked at a few a second: when predictions come faster, those with a defect come first.

/** Cards that come by themselves. */
export const MOST_CARDS = 120;

/** More of what waits nobody will see. */
const MOST_WAITING = 1_000;

export class LiveCards {
  #cards = [];
  #waiting = [];
  #ids = new Set();
  #skipped = { count: 0 };

  /** Newest first. */
  get cards() {
    return this.#cards;
  }

  /** How many have come and are not shown yet. */
  get waiting() {
    return this.#waiting.length;
  }

  /** {count, from, to}: how many were left out, and the times of the first and the last of them where they are known. */
  get skipped() {
    return this.#skipped;
  }

  arrive(predictions) {
    this.#waiting.push(...predictions);
    const over = this.#waiting.length - MOST_WAITING;
    if (over > 0) this.#skip(this.#waiting.splice(0, over));
  }

  /** Some that never came. */
  missed(number) {
    this.#skipped = { ...this.#skipped, count: this.#skipped.count + number };
  }

  /**
   * Makes cards of what waits, of at most so many.
   *
   * @returns whether older cards had to go
   */
  take(most) {
    const fresh = this.#waiting.filter(({ id }) => !this.#ids.has(id));
    const chosen = new Set(
      [...fresh]
        .reverse()
        .sort((a, b) => Number(b.defect_detected) - Number(a.defect_detected))
        .slice(0, most),
    );
    const taken = fresh.filter((each) => chosen.has(each)).reverse();
    this.#skip(fresh.filter((each) => !chosen.has(each)));
    this.#waiting = [];
    const all = [...taken, ...this.#cards];
    this.#show(all.slice(0, MOST_CARDS));
    return all.length > MOST_CARDS;
  }

  /**
   * Adds cards of older ones below.
   *
   * @returns how many of them were not there yet
   */
  append(predictions) {
    const unknown = predictions.filter(({ id }) => !this.#ids.has(id));
    this.#show([...this.#cards, ...unknown]);
    return unknown.length;
  }

  clear() {
    this.#waiting = [];
    this.#skipped = { count: 0 };
    this.#show([]);
  }

  #show(cards) {
    this.#cards = cards;
    this.#ids = new Set(cards.map(({ id }) => id));
  }

  #skip(predictions) {
    if (predictions.length === 0) return;
    const times = predictions.map(({ time }) => Date.parse(time));
    const { count, from = Infinity, to = -Infinity } = this.#skipped;
    this.#skipped = { count: count + predictions.length, from: Math.min(from, ...times), to: Math.max(to, ...times) };
  }
}
