// Stored predictions, the newest first, page after page.
import { get } from '../api/api.js';
import { and } from '../model/filter.js';

const PAGE = 48;

export class Pages {
  #wanted;
  #filter;
  #changed;
  #token = '';
  #abort;

  finished = false;

  /** Why the last page did not come. */
  error;

  /** How far an unfinished search has come, in milliseconds since 1970. */
  searchedUntil;

  /**
   * @param filter with the period in it, fixed once: the pages that follow have to ask the same
   * @param changed called when something is different to what it was
   */
  constructor(filter, changed) {
    this.#wanted = filter;
    this.#filter = filter;
    this.#changed = changed;
  }

  get loading() {
    return this.#abort !== undefined;
  }

  /** The predictions of the next page; none if there are no more, or if they could not be had. */
  async next() {
    if (this.loading || this.finished) return [];
    const abort = new AbortController();
    this.#abort = abort;
    this.error = undefined;
    this.#changed();
    try {
      return this.#take(await this.#ask(abort.signal));
    } catch (error) {
      if (!abort.signal.aborted) this.error = error;
      return [];
    } finally {
      if (this.#abort === abort) this.#abort = undefined;
    }
  }

  /** Goes on behind this one: those that came before it again are no longer there. */
  goBackTo({ time }) {
    this.close();
    this.#filter = and(this.#wanted, `time <= ${time}`);
    this.#token = '';
    this.finished = false;
  }

  close() {
    this.#abort?.abort();
    this.#abort = undefined;
  }

  #ask(signal) {
    const counted = this.#token ? undefined : false;
    return get('/api/predictions', { filter: this.#filter, limit: PAGE, page_token: this.#token, with_total: counted }, { signal });
  }

  #take({ predictions, pagination, searched_until: until }) {
    this.#token = pagination.next_page_token ?? '';
    this.finished = !this.#token;
    this.searchedUntil = until && Date.parse(until);
    return predictions;
  }
}
