// The past: page after page backwards without an end, or the surroundings of one entry.
import { address, get } from '../api/api.js';
import { drawDetails, fetchEntry } from '../list/details.js';
import { drawRow, refreshTimes } from '../list/entryRow.js';
import { VirtualList } from '../list/virtualList.js';
import { entryRow } from '../live/liveRows.js';
import { and, withTerm } from '../model/filter.js';
import { asTerm, between } from '../model/period.js';
import { onPreference } from '../model/preferences.js';
import { current, go } from '../model/state.js';
import { count } from '../model/text.js';
import * as time from '../model/time.js';
import { listTools } from './listTools.js';
import { html, nothing, render } from './lit.js';

const PAGE = 100;

/** The next page is fetched when fewer rows than this are left below. */
const AHEAD = 40;

/** More would weigh on the browser; the search can go on from the last one. */
const MOST = 20_000;

/** So many entries before and after the one in question. */
const AROUND = 50;

export class HistoryView {
  #root;
  #list;
  #tools;
  #rows = [];
  #token = '';
  #filter = '';
  #searchedUntil;
  #loading;
  #finished = false;
  #stopped = false;
  #error;
  #clock;

  open(root) {
    this.#root = root;
    render(
      html`<div class="view-tools" id="history-tools"></div>
        <div class="list" id="history-list" role="treegrid" tabindex="0" aria-label="Stored log entries"></div>`,
      root,
    );
    this.#tools = root.querySelector('#history-tools');
    this.#list = new VirtualList(root.querySelector('#history-list'), {
      count: () => this.#rows.length,
      at: (index) => this.#rows[index],
      draw: (element, item) => drawRow(element, item, {}),
      unfold: (element, item) => drawDetails(element, item, this.#actions),
      scrolled: () => this.#more(),
    });
    onPreference(this.#preferred);
    this.#clock = setInterval(() => refreshTimes(this.#list), 1_000);
    this.refresh();
  }

  close() {
    this.#loading?.abort();
    clearInterval(this.#clock);
    this.#root = undefined;
  }

  /** What is looked for has changed. */
  refresh() {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#rows = [];
    this.#token = '';
    this.#finished = false;
    this.#stopped = false;
    this.#error = undefined;
    this.#searchedUntil = undefined;
    this.#list.reset();
    this.#list.scrollToStart();
    if (current().entry) this.#around(current().entry);
    else this.#begin();
  }

  get #actions() {
    return {
      filter: (term) => go({ filter: withTerm(current().filter, term), entry: undefined }),
      context: (entry) => go({ view: 'history', entry: String(entry.id) }),
    };
  }

  #begin() {
    // Fixed once: the pages that follow have to ask the same.
    this.#filter = and(current().filter, asTerm(current().period));
    this.#next();
  }

  #more() {
    const left = this.#rows.length - (this.#list.fromStart + this.#root.clientHeight) / this.#list.rowHeight;
    if (left < AHEAD && !this.#stopped) this.#next();
  }

  async #next() {
    if (this.#loading || this.#finished || this.#error || this.#rows.length >= MOST) return;
    await this.#fetch(async (signal) => {
      const page = await get(
        '/api/logs',
        { filter: this.#filter, limit: PAGE, page_token: this.#token, with_total: this.#token ? undefined : false },
        { signal },
      );
      this.#token = page.pagination.next_page_token ?? '';
      this.#finished = !this.#token;
      this.#searchedUntil = page.searched_until && Date.parse(page.searched_until);
      this.#rows.push(...page.logs.map((entry) => entryRow(entry)));
    });
    if (this.#root && !this.#error) this.#more();
  }

  async #fetch(work) {
    const abort = new AbortController();
    this.#loading = abort;
    this.#drawTools();
    try {
      await work(abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error;
    }
    if (this.#loading === abort) this.#loading = undefined;
    if (this.#root) {
      this.#drawTools();
      this.#list.draw();
    }
  }

  /** The entries before and after one, whatever the filter. */
  async #around(id) {
    this.#finished = true;
    await this.#fetch(async (signal) => {
      const entry = await fetchEntry(id);
      const camera = entry.camera_id === undefined ? '' : ` camera_id = ${entry.camera_id}`;
      const before = { filter: `time <= ${entry.time}${camera}`, order_by: 'time desc' };
      const after = { filter: `time >= ${entry.time}${camera}`, order_by: 'time asc' };
      const [older, newer] = await Promise.all(
        [before, after].map((side) => get('/api/logs', { ...side, limit: AROUND, with_total: false }, { signal })),
      );
      this.#rows = merge(newer.logs, entry, older.logs).map((each) => Object.assign(entryRow(each), { focus: each.id === entry.id }));
    });
    const at = this.#rows.findIndex((row) => row.focus);
    if (at >= 0 && this.#root) this.#list.reveal(at, { unfold: true });
  }

  #jump(text) {
    const to = time.fromInput(text);
    if (to !== undefined) go({ period: between(undefined, to), entry: undefined });
  }

  #preferred = (name) => {
    if (this.#root && ['times', 'zone'].includes(name)) {
      this.#list.redraw();
      this.#drawTools();
    }
  };

  #drawTools() {
    const around = current().entry;
    render(
      html`${around
          ? html`<button type="button" @click=${() => go({ entry: undefined })}>← Back to the search</button>
              <span>Around entry ${around}</span>`
          : html`<label class="jump">Jump to
              <input type="datetime-local" step="1" @change=${(event) => this.#jump(event.target.value)} /></label>
              <span class="searching">${this.#progress()}</span>`}
        <span class="spring"></span>
        <span class="shown">${count(this.#rows.length)} shown</span>
        ${around ? nothing : this.#exports()} ${listTools()}`,
      this.#tools,
    );
  }

  #progress() {
    if (this.#error) {
      return html`<span class="problem">${this.#error.message}</span>
        <button type="button" @click=${() => this.#again()}>Try again</button>`;
    }
    const until = this.#searchedUntil ? ` back to ${time.full(this.#searchedUntil)}` : '';
    if (this.#loading) {
      return html`Searching${until} … <button type="button" @click=${() => this.#stop()}>Stop</button>`;
    }
    if (this.#stopped) {
      return html`Stopped${until} <button type="button" @click=${() => this.#goOn()}>Go on</button>`;
    }
    if (this.#rows.length >= MOST) {
      const before = between(current().period.from, this.#rows.at(-1).time + 1);
      return html`Enough for one page <button type="button" @click=${() => go({ period: before })}>Go on from the last one</button>`;
    }
    if (this.#finished) return this.#rows.length ? 'That is all' : 'Nothing matches';
    return '';
  }

  #exports() {
    const link = (format) => address('/api/logs/export', { filter: this.#filter, format });
    return html`<a class="button" download href=${link('ndjson')}>Export NDJSON</a>
      <a class="button" download href=${link('csv')}>Export CSV</a>`;
  }

  #again() {
    this.#error = undefined;
    if (current().entry) this.refresh();
    else this.#next();
  }

  #stop() {
    this.#stopped = true;
    this.#loading?.abort();
    this.#loading = undefined;
    this.#drawTools();
  }

  #goOn() {
    this.#stopped = false;
    this.#next();
  }
}

/** Newest first, each once. */
function merge(newer, entry, older) {
  const known = new Map([...newer, entry, ...older].map((each) => [each.id, each]));
  return [...known.values()].sort((a, b) => Date.parse(b.time) - Date.parse(a.time) || b.time.localeCompare(a.time) || b.id - a.id);
}
