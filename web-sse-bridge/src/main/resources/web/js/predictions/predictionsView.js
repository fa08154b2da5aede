// Predictions as they come, newest first, and older ones below when they are asked for. A period that is over is shown
// as it was.
import { address, get } from '../api/api.js';
import { PREDICTIONS, Tail } from '../live/tail.js';
import { and } from '../model/filter.js';
import { asTerm, between, bounds, everything, isEverything, isMoving } from '../model/period.js';
import { onPreference } from '../model/preferences.js';
import { addressOf, current, go } from '../model/state.js';
import { count } from '../model/text.js';
import * as time from '../model/time.js';
import { describePeriod } from '../settings/selection.js';
import { whisper } from '../view/announcements.js';
import { follow } from '../view/links.js';
import { html, nothing, render } from '../view/lit.js';
import { CardGrid } from './cardGrid.js';
import { LiveCards } from './liveCards.js';
import { Pages } from './pages.js';
import { timeOf } from './prediction.js';
import { PredictionDetails } from './predictionDetails.js';

const TICK = 500;

/** Cards come in batches: a row that moves all the time nobody can read. */
const BATCH_EVERY = 1_500;

/** Pictures that a person can take in, and a browser can load. */
const CARDS_PER_SECOND = 4;
const MOST_AT_ONCE = 48;

/** More would weigh on the browser; the search can go on from the last one. */
const MOST_OLDER = 600;

/** A server that is away may be back. */
const RETRY_AFTER = 3_000;

const RATE_OVER = 5_000;

const FORMATS = [
  ['ndjson', 'NDJSON', 'a JSON object a line; can be imported again'],
  ['csv', 'CSV', 'for spreadsheets'],
  ['json', 'JSON', 'one document'],
  ['coco', 'COCO', 'boxes and classes, for training'],
];

export class PredictionsView {
  #words;
  #listeners;
  #cards = new LiveCards();
  #pages;
  #tail;
  #root;
  #tools;
  #grid;
  #below;
  #details;
  #paused = false;
  #anything = true;
  #lastTaken = 0;
  #clock;
  #retry;
  #rates = [];

  /**
   * @param words the vocabulary, which learns the classes that are seen
   * @param listeners {state(state, rate), predictions(predictions, {backlog})}
   */
  constructor(words, listeners) {
    this.#words = words;
    this.#listeners = listeners;
    onPreference((name) => {
      if (name === 'zone') this.#draw();
    });
  }

  open(root) {
    this.#root = root;
    render(
      html`<div class="view-tools" id="prediction-tools"></div>
        <div class="page predictions" id="predictions">
          <ul class="prediction-grid" aria-label="Predictions, newest first"></ul>
          <div class="below" aria-live="polite"></div>
        </div>`,
      root,
    );
    this.#tools = root.querySelector('#prediction-tools');
    this.#below = root.querySelector('.below');
    this.#grid = new CardGrid(root.querySelector('#predictions'), root.querySelector('.prediction-grid'));
    this.#paused = false;
    this.#clock = setInterval(() => this.#tick(), TICK);
    this.#begin();
    this.select();
  }

  close() {
    this.#end();
    clearInterval(this.#clock);
    this.#details?.close();
    this.#root = undefined;
  }

  /** What is looked for has changed: what was shown goes, and the view fills anew. */
  refresh() {
    this.#end();
    this.#grid.toStart();
    this.#begin();
    this.select();
  }

  /** Tries to connect now. */
  retry() {
    this.#tail?.retry();
    if (this.#pages.error) this.#older();
  }

  togglePause() {
    if (!this.#tail) return;
    this.#paused = !this.#paused;
    if (!this.#paused && !this.#grid.isRead) this.#show();
    this.#drawTools();
  }

  /** Opens the prediction that the address names, or closes what is open. */
  select() {
    const { prediction } = current();
    if (!prediction) this.#details?.close();
    else if (this.#details) this.#details.show(prediction);
    else this.#open(prediction);
  }

  async #open(id) {
    this.#details = new PredictionDetails(id);
    const last = await this.#details.closed;
    this.#details = undefined;
    if (!this.#root) return;
    if (current().prediction) go({ prediction: undefined });
    this.#grid.focus(last);
  }

  #begin() {
    this.#rates = [];
    this.#fill();
    const { filter, period } = current();
    if (isMoving(period) || period.to === undefined) this.#follow(filter);
  }

  #fill() {
    this.#pages?.close();
    this.#cards.clear();
    this.#anything = true;
    const { filter, period } = current();
    this.#pages = new Pages(and(filter, asTerm(period)), () => this.#draw());
    this.#older();
  }

  #end() {
    this.#pages.close();
    this.#tail?.stop();
    this.#tail = undefined;
    clearTimeout(this.#retry);
  }

  #follow(filter) {
    this.#tail = new Tail(PREDICTIONS, filter, 0, {
      entries: (predictions, how) => this.#take(predictions, how),
      gap: ({ matched_count: number = 0 }) => this.#cards.missed(number),
      state: (state) => this.#listeners.state(state, this.#rate()),
      threshold: () => {},
      restarted: () => this.#fill(),
    });
    this.#tail.start();
  }

  #take(predictions, { backlog }) {
    const { from = -Infinity } = bounds(current().period);
    this.#words.saw(predictions);
    this.#cards.arrive(predictions.filter((prediction) => timeOf(prediction) >= from));
    if (!backlog) this.#rates.push({ at: Date.now(), count: predictions.length });
    this.#listeners.predictions(predictions, { backlog });
  }

  #tick() {
    if (this.#tail) this.#listeners.state(this.#tail.state, this.#rate());
    if (this.#cards.waiting === 0) return;
    if (this.#held) this.#drawTools();
    else if (performance.now() - this.#lastTaken >= BATCH_EVERY) this.#show();
  }

  get #held() {
    return this.#paused || this.#details !== undefined || this.#grid.isRead;
  }

  /** Shows what waits, as much of it as can be looked at. */
  #show() {
    const seconds = (performance.now() - this.#lastTaken) / 1000;
    this.#lastTaken = performance.now();
    const cut = this.#cards.take(Math.min(MOST_AT_ONCE, Math.round(seconds * CARDS_PER_SECOND)));
    if (cut) this.#pages.goBackTo(this.#cards.cards.at(-1));
    this.#draw();
  }

  #showNew() {
    const number = this.#cards.waiting;
    this.#grid.toStart();
    this.#show();
    whisper(`${count(number)} new`);
  }

  async #older() {
    clearTimeout(this.#retry);
    const pages = this.#pages;
    const found = await pages.next();
    if (pages !== this.#pages || !this.#root) return;
    this.#words.saw(found);
    const added = this.#cards.append(found);
    if (pages.error?.passing) this.#retry = setTimeout(() => this.#older(), RETRY_AFTER);
    if (pages.finished && this.#cards.cards.length === 0) await this.#look();
    this.#draw();
    // What the tail has brought already fills no page.
    if (found.length > 0 && added === 0) this.#older();
  }

  /** Is nothing here because nothing was ever sent? */
  async #look() {
    try {
      const { predictions } = await get('/api/predictions', { limit: 1, with_total: false });
      this.#anything = predictions.length > 0;
    } catch {
      this.#anything = true;
    }
  }

  #rate() {
    const since = Date.now() - RATE_OVER;
    this.#rates = this.#rates.filter((each) => each.at > since);
    return this.#rates.reduce((sum, each) => sum + each.count, 0) / (RATE_OVER / 1000);
  }

  #draw() {
    if (!this.#root) return;
    this.#grid.draw(this.#cards.cards);
    this.#drawTools();
    render(this.#rest(), this.#below);
  }

  #drawTools() {
    const { cards, waiting, skipped } = this.#cards;
    render(
      html`${this.#tail ? this.#pauseButton() : html`<span class="muted">${describePeriod(current().period)}</span>`}
        ${waiting && this.#held ? html`<button type="button" class="primary" id="show-new" @click=${() => this.#showNew()}>${count(waiting)} new</button>` : nothing}
        ${this.#paused ? html`<b class="waiting">Paused</b>` : nothing} ${skipped.count ? skippedNote(skipped) : nothing}
        <span class="spring"></span>
        <span class="shown">${count(cards.length)} shown</span>
        ${exports()}`,
      this.#tools,
    );
  }

  #pauseButton() {
    return html`<button type="button" class=${this.#paused ? 'primary' : ''} aria-pressed=${this.#paused} @click=${() => this.togglePause()}>
      ${this.#paused ? 'Resume' : 'Pause'}
    </button>`;
  }

  /** What is below the cards, or in their place. */
  #rest() {
    const { loading, error, finished, searchedUntil } = this.#pages;
    const { cards } = this.#cards;
    if (error) {
      return html`<div class="notice error" role="alert"><p><b>The predictions cannot be shown.</b> ${error.message}</p>
        <button type="button" @click=${() => this.#older()}>Try again</button></div>`;
    }
    if (loading) return html`<p class="muted">Searching${searchedUntil ? ` back to ${time.full(searchedUntil)}` : ''} …</p>`;
    if (cards.length >= MOST_OLDER && !finished) {
      const before = { period: between(current().period.from, timeOf(cards.at(-1)) + 1) };
      return html`<p>Enough for one page: <a href=${addressOf(before)} @click=${follow(before)}>go on from the last one</a></p>`;
    }
    if (!finished) {
      const text = searchedUntil ? `Go on searching from ${time.full(searchedUntil)}` : 'Older ones';
      return html`<button type="button" id="older" @click=${() => this.#older()}>${text}</button>`;
    }
    if (cards.length === 0) return this.#anything ? noMatch() : empty();
    return html`<p class="muted">That is all of ${describePeriod(current().period)}.</p>`;
  }
}

function skippedNote({ count: number, from, to }) {
  const text = `${count(number)} skipped`;
  const why = 'They came faster than pictures can be looked at';
  if (from === undefined) return html`<span class="muted" title=${why}>${text}</span>`;
  const all = { period: between(from, to + 1) };
  return html`<a class="skipped" href=${addressOf(all)} title="${why}: look at all of that time" @click=${follow(all)}>${text}</a>`;
}

function exports() {
  const { filter, period } = current();
  const link = (format) => address('/api/predictions/export', { filter: and(filter, asTerm(period)), format });
  return html`<details class="menu">
    <summary class="button">Export</summary>
    <div class="menu-body">
      ${FORMATS.map(([format, name, hint]) => html`<a download href=${link(format)} @click=${closeMenu}><b>${name}</b> <span class="hint">${hint}</span></a>`)}
    </div>
  </details>`;
}

function closeMenu(event) {
  event.target.closest('details').open = false;
}

function noMatch() {
  const { filter, period } = current();
  return html`<div class="empty">
    <p><b>${filter ? 'No prediction matches' : 'No predictions'}</b> in ${describePeriod(period)}.</p>
    <p>
      ${filter ? html`<button type="button" @click=${() => go({ filter: '' })}>Clear the filter</button>` : nothing}
      ${isEverything(period) ? nothing : html`<button type="button" @click=${() => go({ period: everything() })}>Look at all times</button>`}
    </p>
  </div>`;
}

function empty() {
  return html`<div class="empty">
    <p><b>No prediction has been sent yet.</b></p>
    <p>Try it with a drawn scene: <code>./visionlog camera --demo</code></p>
    <p>Or send one: <code>curl ${location.origin}/log -H 'content-type: application/json' -d '{"model_name": "m", "confidence": 0.9}'</code></p>
    <p>Programs use the <a href="/docs">API</a> or the client for Java.</p>
  </div>`;
}
