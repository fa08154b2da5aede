// How much of what there is: counts by level as cards, and over time as a chart. Both come from one answer and move with
// the live entries until the next.
import { get } from '../api/api.js';
import { replace, valueOf } from '../model/filter.js';
import { LEVELS } from '../model/levels.js';
import { between, bounds, isMoving, iso } from '../model/period.js';
import { onPreference } from '../model/preferences.js';
import { current, go } from '../model/state.js';
import { shortCount, count } from '../model/text.js';
import * as time from '../model/time.js';
import { Histogram } from './histogram.js';
import { html, render } from './lit.js';
import { Refresher } from './refresher.js';

/** Those above and beside the total, and those below. */
const CARDS = [
  ['CRITICAL', 'ERROR', 'WARNING'],
  ['INFO', 'DEBUG', 'SUCCESS', 'TRACE'],
];

const BUCKETS = 60;

/** When the oldest entry was written: there a period without a beginning begins. */
async function firstTime(signal) {
  const { summary } = await get('/api/logs/stats', { start_date: iso(0) }, { signal });
  return summary.first_log_at ? Date.parse(summary.first_log_at) : Date.now() - 60_000;
}

export class Summary {
  #cards;
  #note;
  #chart;
  #totals;
  #error;
  #searchedUntil;
  #refresher = new Refresher(
    (signal) => this.#ask(signal),
    (error) => {
      this.#error = error;
      this.#draw();
    },
  );

  constructor(root) {
    render(
      html`<div class="cards" id="cards" role="group" aria-label="Counts by level"></div>
        <div class="histogram" id="histogram"><span class="histogram-note" id="histogram-note"></span></div>`,
      root,
    );
    this.#cards = root.querySelector('#cards');
    this.#note = root.querySelector('#histogram-note');
    this.#chart = new Histogram(root.querySelector('#histogram'), (from, to) => go({ view: 'history', period: between(from, to) }));
    onPreference((name) => {
      if (name === 'zone') this.#chart.redraw();
    });
  }

  open() {
    if (this.#refresher.open()) this.refresh();
  }

  close() {
    this.#refresher.close();
  }

  /** What is counted has changed: nothing is known until the answer. */
  refresh() {
    if (!this.#refresher.isOpen) return;
    this.#totals = undefined;
    this.#searchedUntil = undefined;
    this.#draw();
    this.#refresher.refresh();
  }

  /** Entries that the live tail has brought; those of a backlog may be counted already. */
  add(entries, { backlog }) {
    this.#refresher.moved();
    if (backlog || !this.#totals || !isMoving(current().period)) return;
    const from = bounds(current().period).from;
    const counted = entries.filter((entry) => Date.parse(entry.time) >= from);
    for (const entry of counted) this.#totals[entry.level] = (this.#totals[entry.level] ?? 0) + 1;
    this.#chart.add(counted);
    this.#scheduleDraw();
  }

  #scheduled = false;

  #scheduleDraw() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#draw();
    }, 250);
  }

  async #ask(signal) {
    const { from, to } = bounds(current().period);
    const parameters = { filter: current().filter, buckets: BUCKETS };
    parameters.start_date = iso(from ?? (await firstTime(signal)));
    parameters.end_date = iso(to ?? Date.now());
    const answer = await get('/api/histogram', parameters, { signal });
    this.#totals = { ...answer.totals };
    this.#searchedUntil = answer.searched_until && Date.parse(answer.searched_until);
    this.#chart.show(answer.buckets);
  }

  #draw() {
    const totals = this.#totals;
    const total = totals && LEVELS.reduce((sum, level) => sum + (totals[level] ?? 0), 0);
    const cards = (levels) => levels.map((level) => this.#card(level, totals?.[level] ?? (totals && 0)));
    render(html`${cards(CARDS[0])} ${this.#totalCard(total)} ${cards(CARDS[1])}`, this.#cards);
    this.#drawNote();
  }

  #card(level, number) {
    const chosen = valueOf(current().filter, 'level');
    const pressed = chosen?.operator === '=' && chosen.value === level;
    const toggle = () => go({ filter: replace(current().filter, 'level', pressed ? '' : `level = ${level}`) });
    return html`<button type="button" class="card" data-level=${level} aria-pressed=${pressed} @click=${toggle}
      title=${number === undefined ? '' : `${count(number)} ${level}`}>
      <span class="card-label">${level.toLowerCase()}</span>${this.#number(number)}
    </button>`;
  }

  #totalCard(total) {
    return html`<div class="card total" title=${total === undefined ? '' : count(total)}>
      <span class="card-label">total</span>${this.#number(total)}
    </div>`;
  }

  /** A search that ran out of time has counted a part. */
  #number(number) {
    const least = this.#searchedUntil && !this.#error ? '≥ ' : '';
    return number === undefined
      ? html`<span class="card-number skeleton" aria-label="loading"></span>`
      : html`<span class="card-number">${least}${shortCount(number)}</span>`;
  }

  #drawNote() {
    this.#note.textContent = this.#error?.message ?? (this.#searchedUntil ? `counted back to ${time.full(this.#searchedUntil)}` : '');
    this.#note.classList.toggle('problem', Boolean(this.#error));
  }
}
