// One live tail, through every break: it always knows the position up to which it has everything, and goes on there.
import { address, ApiError, failure } from '../api/api.js';
import { parse } from '../model/json.js';
import { readEvents } from './eventStream.js';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** The bridge sends a ping every 15 s; a stream that is silent for longer is dead. */
const SILENCE = 40_000;

/** Nobody looks at a hidden tab, and browsers allow six connections to a host. */
const HIDDEN_FOR = 60_000;

/** After a longer sleep the newest entries come first, not the thousands in between. */
const CATCH_UP = 10 * 60_000;

/** What can be followed: where, and the name of its events. */
export const LOGS = { path: '/api/logs/tail', event: 'log' };
export const PREDICTIONS = { path: '/api/predictions/tail', event: 'prediction' };

/**
 * States: connecting; live; away (the server is, its bridge is not); lost (with the moment of the next attempt);
 * refused (with an error that waiting will not mend); asleep (the tab is hidden); ended.
 */
export class Tail {
  #kind;
  #filter;
  #backlog;
  #listener;
  #position;
  #state = { name: 'connecting' };
  #abort;
  #wait = FIRST_WAIT;
  #timers = {};
  #asleepSince;
  #begunAt = 0;

  /**
   * @param kind LOGS or PREDICTIONS
   * @param listener {entries(entries, {backlog}), gap({from_position, to_position, matched_count}), state(state),
   *     threshold(settings), restarted(why)}; entries of a backlog were stored before the connection began
   */
  constructor(kind, filter, backlog, listener) {
    this.#kind = kind;
    this.#filter = filter;
    this.#backlog = backlog;
    this.#listener = listener;
  }

  get state() {
    return this.#state;
  }

  start() {
    document.addEventListener('visibilitychange', this.#visibility);
    window.addEventListener('online', this.#online);
    this.#connect();
  }

  stop() {
    document.removeEventListener('visibilitychange', this.#visibility);
    window.removeEventListener('online', this.#online);
    this.#become({ name: 'ended' });
    this.#disconnect();
  }

  /** Tries now instead of at the next attempt. */
  retry() {
    this.#wait = FIRST_WAIT;
    this.#disconnect();
    this.#connect();
  }

  async #connect() {
    const abort = new AbortController();
    this.#abort = abort;
    if (this.#state.name !== 'lost') this.#become({ name: 'connecting' });
    try {
      this.#listen();
      const response = await fetch(this.#address(), { signal: abort.signal, cache: 'no-store' });
      if (!response.ok) throw await failure(response);
      // By the clock that entries are received by, or nearly: browsers' clocks lie.
      this.#begunAt = Date.parse(response.headers.get('date')) || 0;
      await readEvents(response, (events) => {
        if (!abort.signal.aborted) this.#take(events);
      });
      throw new ApiError(0, 'The connection has ended');
    } catch (error) {
      if (this.#abort === abort && this.#state.name !== 'ended' && this.#state.name !== 'asleep') this.#failed(error);
    }
  }

  #address() {
    return address(this.#kind.path, {
      filter: this.#filter,
      after: this.#position,
      backlog: this.#position === undefined ? this.#backlog : undefined,
    });
  }

  #take(events) {
    this.#listen();
    const entries = [];
    const flush = () => {
      if (entries.length === 0) return;
      this.#server('back');
      const backlog = Date.parse(entries.at(-1).received_time) < this.#begunAt;
      this.#listener.entries(entries.splice(0), { backlog });
    };
    for (const event of events) {
      if (event.name === this.#kind.event) {
        entries.push(parse(event.data));
      } else {
        flush();
        this.#other(event.name, JSON.parse(event.data));
      }
      if (event.id !== undefined) this.#position = event.id;
    }
    flush();
  }

  #other(name, data) {
    if (name === 'gap') this.#listener.gap(data);
    else if (name === 'threshold') this.#listener.threshold(data);
    else if (name === 'server') this.#server(data.state);
    else if (name === 'ping') this.#server(data.server);
    else if (name === 'error') throw new ApiError(data.status_code, data.message, data.error?.reason, data.error?.fields);
    if (name === 'threshold' && this.#state.name !== 'away') this.#server('back');
  }

  #server(state) {
    this.#become({ name: state === 'away' ? 'away' : 'live' });
  }

  #failed(error) {
    clearTimeout(this.#timers.silence);
    if (isAhead(error)) {
      this.#restart('The store is another one than before: what follows begins anew.');
    } else if (error instanceof ApiError && !error.passing) {
      this.#become({ name: 'refused', error });
    } else {
      const wait = this.#wait * (0.5 + Math.random() / 2);
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
      this.#become({ name: 'lost', error, until: Date.now() + wait });
      this.#timers.retry = setTimeout(() => this.#connect(), wait);
    }
  }

  #restart(why) {
    this.#position = undefined;
    this.#listener.restarted(why);
    this.#disconnect();
    this.#connect();
  }

  /** It lives: wait for the next sign from here on. */
  #listen() {
    clearTimeout(this.#timers.silence);
    this.#timers.silence = setTimeout(() => {
      this.#disconnect();
      this.#failed(new ApiError(0, 'The connection is silent'));
    }, SILENCE);
  }

  #disconnect() {
    clearTimeout(this.#timers.retry);
    clearTimeout(this.#timers.silence);
    const abort = this.#abort;
    this.#abort = undefined;
    abort?.abort();
  }

  #online = () => {
    if (this.#state.name === 'lost') this.retry();
  };

  #visibility = () => {
    clearTimeout(this.#timers.hidden);
    if (document.hidden) {
      this.#timers.hidden = setTimeout(() => this.#sleep(), HIDDEN_FOR);
    } else if (this.#state.name === 'asleep') {
      this.#wake();
    } else if (this.#state.name === 'lost') {
      this.retry();
    }
  };

  #sleep() {
    if (this.#state.name === 'refused') return;
    this.#asleepSince = Date.now();
    this.#become({ name: 'asleep' });
    this.#disconnect();
  }

  #wake() {
    this.#become({ name: 'connecting' });
    if (Date.now() - this.#asleepSince > CATCH_UP) {
      this.#restart('This tab was hidden for a while; what came meanwhile is in the history.');
    } else {
      this.#connect();
    }
  }

  #become(state) {
    if (this.#state.name === 'ended') return;
    if (state.name === 'live') this.#wait = FIRST_WAIT;
    if (state.name === this.#state.name && state.name !== 'lost') return;
    this.#state = state;
    this.#listener.state(state);
  }
}

/** The position lies ahead of everything the server has: its data is another one's. */
function isAhead(error) {
  return error instanceof ApiError && error.status === 400 && error.fields?.some((field) => field.field === 'after_position');
}
