// The live tail.
import { get } from '../api/api.js';
import { entryRow, gapRow, LiveRows, noteRow } from '../live/liveRows.js';
import { LOGS, Tail } from '../live/tail.js';
import { drawDetails } from '../list/details.js';
import { drawRow, refreshTimes } from '../list/entryRow.js';
import { VirtualList } from '../list/virtualList.js';
import { and, withTerm } from '../model/filter.js';
import { onPreference, prefer, preference } from '../model/preferences.js';
import { current, go } from '../model/state.js';
import { count } from '../model/text.js';
import { whisper } from './announcements.js';
import { html, nothing, render } from './lit.js';
import { listTools } from './listTools.js';

const BACKLOG = 500;

/** Between two drawings, however fast entries come. */
const DRAW_EVERY = 200;

const MOST_LOADED = 1_000;
const RATE_OVER = 5_000;

export class LiveView {
  #rows = new LiveRows();
  #arrived = [];
  #tail;
  #list;
  #listeners;
  #root;
  #tools;
  #drawing;
  #lastDrawn = 0;
  #clock;
  #pausedByScroll = false;
  #rates = [];

  /**
   * @param listeners {state(state, rate), entries(entries, {backlog}), threshold(settings)}
   */
  constructor(listeners) {
    this.#listeners = listeners;
  }

  open(root) {
    this.#root = root;
    render(
      html`<div class="view-tools" id="live-tools"></div>
        <div class="list" id="live-list" role="treegrid" tabindex="0" aria-label="Live log entries"></div>`,
      root,
    );
    this.#tools = root.querySelector('#live-tools');
    this.#list = new VirtualList(root.querySelector('#live-list'), {
      count: () => this.#rows.rows.length,
      at: (index) => this.#rows.rows[this.#bottom ? index : this.#rows.rows.length - 1 - index],
      draw: (element, item) => drawRow(element, item, { load: (gap) => this.#load(gap) }),
      unfold: (element, item) => drawDetails(element, item, this.#actions),
      scrolled: () => this.#scrolled(),
      unfolding: () => this.#pause(true),
      moved: () => this.#pause(true),
      resized: () => this.#pin(),
    });
    this.#clock = setInterval(() => this.#tick(), 1_000);
    onPreference(this.#preferred);
    this.#begin();
  }

  close() {
    this.#tail?.stop();
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    clearInterval(this.#clock);
    this.#root = undefined;
  }

  /** The filter has changed: what was shown goes, and the view fills anew. */
  refresh() {
    this.#tail?.stop();
    this.#begin();
  }

  /** Tries to connect now. */
  retry() {
    this.#tail.retry();
  }

  togglePause() {
    if (this.#rows.paused) this.#resume();
    else this.#pause(false);
  }

  get #bottom() {
    return preference('order') === 'bottom';
  }

  get #actions() {
    return {
      filter: (term) => go({ filter: withTerm(current().filter, term) }),
      context: (entry) => go({ view: 'history', entry: String(entry.id) }),
    };
  }

  #begin() {
    this.#arrived = [];
    this.#rates = [];
    this.#rows.clear();
    this.#resume();
    this.#list.reset();
    this.#tail = new Tail(LOGS, current().filter, BACKLOG, {
      entries: (entries, how) => this.#take(entries, how),
      gap: (gap) => this.#arrive(gapRow(gap.from_position, gap.to_position, gap.matched_count ?? 0)),
      state: (state) => this.#listeners.state(state, this.#rate()),
      threshold: (settings) => this.#listeners.threshold(settings),
      restarted: (why) => this.#arrive(noteRow(why)),
    });
    this.#tail.start();
    this.#drawTools();
  }

  #take(entries, { backlog }) {
    for (const entry of entries) this.#arrive(entryRow(entry));
    // A backlog is no rate, and is counted already.
    if (!backlog) this.#rates.push({ at: Date.now(), count: entries.length });
    this.#listeners.entries(entries, { backlog });
  }

  /** Drawn at once if nothing was for a while, otherwise together with what else comes. */
  #arrive(row) {
    this.#arrived.push(row);
    this.#drawing ??= setTimeout(() => this.#show(), Math.max(0, this.#lastDrawn + DRAW_EVERY - performance.now()));
  }

  #show() {
    this.#drawing = undefined;
    this.#lastDrawn = performance.now();
    this.#rows.add(this.#arrived.splice(0));
    if (this.#rows.paused) {
      this.#drawTools();
    } else {
      this.#pin();
      this.#list.draw();
      this.#drawTools();
    }
  }

  /** Keeps the newest entries in sight. */
  #pin() {
    if (this.#rows.paused) return;
    if (this.#bottom) this.#list.scrollToEnd();
    else this.#list.scrollToStart();
  }

  #scrolled() {
    const away = this.#bottom ? this.#list.fromEnd : this.#list.fromStart;
    if (!this.#rows.paused && away > this.#list.rowHeight) {
      this.#pause(true);
    } else if (this.#rows.paused && this.#pausedByScroll && away < 2) {
      this.#resume();
    }
  }

  #pause(byScroll) {
    if (this.#rows.paused) return;
    this.#pausedByScroll = byScroll;
    this.#rows.pause();
    this.#drawTools();
  }

  #resume() {
    const waited = this.#rows.waiting;
    this.#rows.resume();
    if (waited) whisper(`${count(waited)} entries caught up`);
    this.#pin();
    this.#list.schedule();
    this.#drawTools();
  }

  async #load(gap) {
    const filter = and(current().filter, `position >= ${gap.from} AND position <= ${gap.to}`);
    const { logs, pagination } = await get('/api/logs', { filter, order_by: 'time asc', limit: MOST_LOADED, with_total: false });
    const rows = logs.map((entry) => entryRow(entry));
    if (pagination.next_page_token) {
      rows.push(noteRow(`The first ${count(rows.length)} of them; the history has them all.`));
    }
    this.#pause(true);
    this.#rows.fill(gap, rows);
    this.#list.draw();
    this.#drawTools();
  }

  #rate() {
    const since = Date.now() - RATE_OVER;
    this.#rates = this.#rates.filter((each) => each.at > since);
    return this.#rates.reduce((sum, each) => sum + each.count, 0) / (RATE_OVER / 1000);
  }

  #tick() {
    this.#listeners.state(this.#tail.state, this.#rate());
    refreshTimes(this.#list);
  }

  #preferred = (name) => {
    if (this.#root && ['order', 'times', 'zone'].includes(name)) {
      this.#list.redraw();
      this.#pin();
      this.#drawTools();
    }
  };

  #drawTools() {
    const { paused, waiting } = this.#rows;
    render(
      html`<button type="button" class=${paused ? 'primary' : ''} aria-pressed=${paused} @click=${() => this.togglePause()}>
          ${paused ? 'Resume' : 'Pause'}
        </button>
        <span class="waiting">${paused ? html`<b>Paused</b> · ${count(waiting)} new ${waiting === 1 ? 'entry waits' : 'entries wait'}` : nothing}</span>
        <span class="spring"></span>
        <span class="shown">${count(this.#rows.rows.length)} shown</span>
        <button type="button" @click=${() => prefer('order', this.#bottom ? 'top' : 'bottom')}>Newest at ${this.#bottom ? 'bottom' : 'top'}</button>
        ${listTools()}`,
      this.#tools,
    );
  }
}
