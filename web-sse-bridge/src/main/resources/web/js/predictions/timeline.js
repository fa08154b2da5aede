// What the same camera wrote around a prediction, in the order of time.
import { get } from '../api/api.js';
import { between, iso } from '../model/period.js';
import { addressOf } from '../model/state.js';
import { count, firstLine, visible } from '../model/text.js';
import * as time from '../model/time.js';
import { follow } from '../view/links.js';
import { html, live, nothing } from '../view/lit.js';
import { timeOf } from './prediction.js';

const SPANS = [10, 30, 120, 600];
const MOST = 200;

export class Timeline {
  #prediction;
  #redraw;
  #seconds = 30;
  #entries;
  #more = false;
  #error;
  #abort;

  /** @param redraw called when there is something new to draw */
  constructor(prediction, redraw) {
    this.#prediction = prediction;
    this.#redraw = redraw;
    this.#load();
  }

  close() {
    this.#abort?.abort();
  }

  get #camera() {
    return this.#prediction.camera_id;
  }

  get #filter() {
    return this.#camera === undefined ? '' : `camera_id = ${this.#camera}`;
  }

  get #span() {
    const at = timeOf(this.#prediction);
    return { from: at - this.#seconds * 1000, to: at + this.#seconds * 1000 };
  }

  async #load() {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { from, to } = this.#span;
    try {
      const page = await get(
        '/api/logs',
        { filter: this.#filter, start_date: iso(from), end_date: iso(to), order_by: 'time asc', limit: MOST, with_total: false },
        { signal: abort.signal },
      );
      this.#entries = page.logs;
      this.#more = Boolean(page.pagination.next_page_token);
      this.#error = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error;
    }
    this.#redraw();
  }

  #widen(seconds) {
    this.#seconds = Number(seconds);
    this.#entries = undefined;
    this.#redraw();
    this.#load();
  }

  draw() {
    const { from, to } = this.#span;
    const around = { view: 'history', filter: this.#filter, period: between(from, to), prediction: undefined };
    return html`<section class="timeline" aria-labelledby="timeline-title">
      <div class="timeline-head">
        <h3 id="timeline-title">Around it</h3>
        <label>± <select aria-label="How long around it" .value=${live(String(this.#seconds))} @change=${(event) => this.#widen(event.target.value)}>
          ${SPANS.map((seconds) => html`<option value=${seconds} ?selected=${seconds === this.#seconds}>${spoken(seconds)}</option>`)}
        </select></label>
        <span class="spring"></span>
        <a href=${addressOf(around)} @click=${follow(around)}>Open in the history</a>
      </div>
      <p class="hint">${this.#camera === undefined ? 'It belongs to no camera: these are the log entries of all.' : `Log entries of camera ${this.#camera}.`}</p>
      ${this.#error ? html`<p class="problem" role="alert">${this.#error.message}</p>` : nothing} ${this.#list()}
    </section>`;
  }

  #list() {
    if (!this.#entries) return this.#error ? nothing : html`<p class="muted">Looking …</p>`;
    const at = timeOf(this.#prediction);
    const before = this.#entries.filter((entry) => Date.parse(entry.time) <= at);
    const after = this.#entries.slice(before.length);
    return html`<ol class="timeline-list">
        ${before.map((entry) => row(entry, at))}
        <li class="timeline-here"><span class="offset">${time.brief(at)}</span><b>this prediction</b></li>
        ${after.map((entry) => row(entry, at))}
      </ol>
      ${this.#entries.length === 0 ? html`<p class="muted">No log entries within ${spoken(this.#seconds)} of it.</p>` : nothing}
      ${this.#more ? html`<p class="muted">Only the first ${count(MOST)} are shown.</p>` : nothing}`;
  }
}

function row(entry, at) {
  const { line, more } = firstLine(entry.message ?? '', 300);
  const open = { view: 'history', filter: '', entry: String(entry.id) };
  return html`<li data-level=${entry.level}>
    <span class="offset" title="${time.full(Date.parse(entry.time))} ${time.zone()}">${offset(Date.parse(entry.time) - at)}</span>
    <span class="level">${entry.level}</span>
    <a href=${addressOf(open)} @click=${follow(open)}>${line || '(no message)'}</a>${more ? html` <span class="muted">+${count(more)}</span>` : nothing}
    <span class="muted">${visible(entry.source ?? '')}</span>
  </li>`;
}

/** −1.25 s, +12.3 s */
function offset(milliseconds) {
  const seconds = Math.abs(milliseconds) / 1000;
  return `${milliseconds < 0 ? '−' : '+'}${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
}

function spoken(seconds) {
  return seconds < 60 ? `${seconds} s` : `${seconds / 60} min`;
}
