// What the same camera wrote and saw around a prediction, in the order of time.
import { get } from '../api/api.js';
import { and } from '../model/filter.js';
import { between, iso } from '../model/period.js';
import { addressOf, go } from '../model/state.js';
import { count, firstLine, visible } from '../model/text.js';
import * as time from '../model/time.js';
import { follow } from '../view/links.js';
import { html, live, nothing } from '../view/lit.js';
import { found, result, timeOf } from './prediction.js';

/** To each side, in seconds. */
const SPANS = [5, 30, 300];

/** Of entries and of predictions, to each side. */
const MOST = 100;

/** So many predictions without a defect in a row are one line. */
const SHORTEST_RUN = 3;

export class Timeline {
  #prediction;
  #redraw;
  #seconds = 30;
  #items;
  #limited = false;
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

  get #filter() {
    const { camera_id: camera } = this.#prediction;
    return camera === undefined ? '' : `camera_id = ${camera}`;
  }

  get #span() {
    const at = timeOf(this.#prediction);
    return { from: at - this.#seconds * 1000, to: at + this.#seconds * 1000 };
  }

  async #load() {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const [entries, predictions] = await Promise.all([this.#around('logs', abort.signal), this.#around('predictions', abort.signal)]);
      this.#limited = entries.limited || predictions.limited;
      const others = predictions.found.filter(({ id }) => id !== this.#prediction.id);
      this.#items = [
        ...entries.found.map((entry) => ({ entry, at: Date.parse(entry.time), order: entry.time })),
        ...others.map((prediction) => ({ prediction, at: timeOf(prediction), order: prediction.time })),
        { here: true, at: timeOf(this.#prediction), order: this.#prediction.time },
      ].sort((a, b) => a.at - b.at || a.order.localeCompare(b.order));
      this.#error = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error;
    }
    this.#redraw();
  }

  /** Those next to the prediction, to both sides. */
  async #around(kind, signal) {
    const { from, to } = this.#span;
    const here = this.#prediction.time;
    const ask = (filter, order) => get(`/api/${kind}`, { filter: and(this.#filter, filter), order_by: order, limit: MOST, with_total: false }, { signal });
    const [before, after] = await Promise.all([
      ask(`time >= ${iso(from)} time <= ${here}`, 'time desc'),
      ask(`time > ${here} time <= ${iso(to)}`, 'time asc'),
    ]);
    return { found: [...before[kind], ...after[kind]], limited: [before, after].some((page) => page.pagination.next_page_token) };
  }

  #widen(seconds) {
    this.#seconds = Number(seconds);
    this.#items = undefined;
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
        <span class="hint">${this.#about()}</span>
        <span class="spring"></span>
        <a href=${addressOf(around)} @click=${follow(around)}>Open in the history</a>
      </div>
      ${this.#error ? html`<p class="problem" role="alert">${this.#error.message}</p>` : nothing} ${this.#list()}
    </section>`;
  }

  #about() {
    const { camera_id: camera } = this.#prediction;
    return camera === undefined ? 'It belongs to no camera: entries and predictions of all' : `Entries and predictions of camera ${camera}`;
  }

  #list() {
    if (!this.#items) return this.#error ? nothing : html`<p class="muted">Looking …</p>`;
    const at = timeOf(this.#prediction);
    return html`<ol class="timeline-list">
        ${runs(this.#items).map((run) => (run.length > 1 ? runRow(run, at, this.#filter) : itemRow(run[0], at)))}
      </ol>
      ${this.#items.length === 1 ? html`<p class="muted">Nothing else within ${spoken(this.#seconds)} of it.</p>` : nothing}
      ${this.#limited ? html`<p class="muted">There is more: of entries and predictions, the ${count(MOST)} next to it on each side are shown.</p>` : nothing}`;
  }
}

/** What stands in a line of its own, and runs of predictions with nothing to see. */
function runs(items) {
  const made = [];
  for (const item of items) {
    const last = made.at(-1);
    if (last && isQuiet(item) && isQuiet(last[0])) last.push(item);
    else made.push([item]);
  }
  return made.flatMap((run) => (run.length < SHORTEST_RUN ? run.map((item) => [item]) : [run]));
}

function isQuiet({ prediction }) {
  return prediction !== undefined && result(prediction).kind === 'fine';
}

function itemRow(item, at) {
  if (item.here) return html`<li class="timeline-here"><span class="offset">${time.brief(item.at)}</span> <b>this prediction</b></li>`;
  return item.entry ? entryRow(item, at) : predictionRow(item, at);
}

function entryRow({ entry, at: moment }, at) {
  const { line, more } = firstLine(entry.message ?? '', 300);
  const open = { view: 'history', filter: '', entry: String(entry.id), prediction: undefined };
  return html`<li data-level=${entry.level}>
    ${offsetCell(moment, at)} <span class="level">${entry.level}</span>
    <span class="what"><a href=${addressOf(open)} @click=${follow(open)}>${line || '(no message)'}</a>${more ? html` <span class="muted">+${count(more)}</span>` : nothing}
      <span class="muted">${visible(entry.source ?? '')}</span></span>
  </li>`;
}

function predictionRow({ prediction, at: moment }, at) {
  const { kind, text } = result(prediction);
  const open = { prediction: String(prediction.id) };
  const show = (event) => {
    event.preventDefault();
    go(open, { step: false });
  };
  return html`<li data-result=${kind}>
    ${offsetCell(moment, at)} <span class="level">prediction</span>
    <span class="what"><a href=${addressOf(open)} @click=${show}>${text}</a> <span class="muted">${found(prediction)}</span></span>
  </li>`;
}

function runRow(run, at, filter) {
  const all = { view: 'predictions', filter, period: between(run[0].at, run.at(-1).at + 1), prediction: undefined };
  return html`<li data-result="fine">
    ${offsetCell(run[0].at, at)} <span class="level">predictions</span>
    <span class="what"><a href=${addressOf(all)} @click=${follow(all)}>${count(run.length)} without a defect</a>
      <span class="muted">until ${offset(run.at(-1).at - at)}</span></span>
  </li>`;
}

function offsetCell(moment, at) {
  return html`<span class="offset" title="${time.full(moment)} ${time.zone()}">${offset(moment - at)}</span>`;
}

/** −1.25 s, +12.3 s */
function offset(milliseconds) {
  const seconds = Math.abs(milliseconds) / 1000;
  return `${milliseconds < 0 ? '−' : '+'}${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
}

function spoken(seconds) {
  return seconds < 60 ? `${seconds} s` : `${seconds / 60} min`;
}
