// Keeps an answer fresh: asks again soon if something has come, and otherwise because the period moves on.

const BUSY = 3_000;
const QUIET = 15_000;

/** What takes long is not asked again at once. */
const PATIENCE = 20;

export class Refresher {
  #ask;
  #answered;
  #failed = false;
  #moved = false;
  #open = false;
  #timer;
  #abort;

  /**
   * @param ask called with a signal; keeps what it has got
   * @param answered called after that, with the error if there was one
   */
  constructor(ask, answered) {
    this.#ask = ask;
    this.#answered = answered;
  }

  /** False if it was open. */
  open() {
    if (this.#open) return false;
    this.#open = true;
    return true;
  }

  get isOpen() {
    return this.#open;
  }

  close() {
    this.#open = false;
    this.#stop();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  /** Something has come that the answer does not have. */
  moved() {
    this.#moved = true;
  }

  /** Asks now. An answer that is on its way is not waited for. */
  async refresh() {
    this.#stop();
    const abort = new AbortController();
    this.#abort = abort;
    const begun = performance.now();
    this.#moved = false;
    let problem;
    try {
      await this.#ask(abort.signal);
    } catch (error) {
      problem = error;
    }
    if (abort.signal.aborted) return;
    this.#failed = problem !== undefined;
    this.#answered(problem);
    this.#plan((performance.now() - begun) * PATIENCE);
  }

  #plan(atLeast) {
    const begun = Date.now();
    const check = () => {
      if (!document.hidden && (this.#moved || this.#failed || Date.now() - begun > QUIET)) this.refresh();
      else this.#timer = setTimeout(check, BUSY);
    };
    this.#timer = setTimeout(check, Math.max(BUSY, atLeast));
  }
}
