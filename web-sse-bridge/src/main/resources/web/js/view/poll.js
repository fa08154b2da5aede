// Looks again and again while somebody is looking.
export class Poll {
  #work;
  #every;
  #timer;
  #abort;

  /**
   * @param work called with a signal; ends it early when the poll stops
   * @param every milliseconds from the end of one look to the next
   */
  constructor(work, every) {
    this.#work = work;
    this.#every = every;
  }

  /** Looks now, and from then on. */
  start() {
    document.addEventListener('visibilitychange', this.#visible);
    this.now();
  }

  async now() {
    this.#stopLook();
    const abort = new AbortController();
    this.#abort = abort;
    await this.#work(abort.signal);
    if (!abort.signal.aborted) this.#timer = setTimeout(() => this.#again(), this.#every);
  }

  stop() {
    document.removeEventListener('visibilitychange', this.#visible);
    this.#stopLook();
  }

  #stopLook() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort?.abort();
  }

  /** A hidden page waits until it is seen. */
  #again() {
    this.#timer = undefined;
    if (!document.hidden) this.now();
  }

  #visible = () => {
    if (!document.hidden && this.#timer === undefined) this.now();
  };
}
