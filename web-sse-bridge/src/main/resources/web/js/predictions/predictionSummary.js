// How many predictions there are, and how good: as cards, and the defect rate over time as a chart. The cards move with
// the live ones until the next answer.
import { get } from '../api/api.js';
import { and, replace, valueOf } from '../model/filter.js';
import { between, bounds, isMoving, iso } from '../model/period.js';
import { onPreference } from '../model/preferences.js';
import { current, go } from '../model/state.js';
import { bytes, count, shortCount } from '../model/text.js';
import { html, nothing, render } from '../view/lit.js';
import { Refresher } from '../view/refresher.js';
import { DefectChart } from './defectChart.js';

const BUCKETS = 40;

export class PredictionSummary {
  #cards;
  #note;
  #chart;
  #counts;
  #uncounted;
  #problem = '';
  #refresher = new Refresher(
    (signal) => this.#ask(signal),
    (error) => {
      this.#problem = error?.message ?? '';
      this.#draw();
    },
  );

  constructor(root) {
    render(
      html`<div class="cards prediction-cards" role="group" aria-label="Counts of predictions"></div>
        <div class="histogram defect-chart"><span class="histogram-note"></span></div>`,
      root,
    );
    this.#cards = root.querySelector('.cards');
    this.#note = root.querySelector('.histogram-note');
    this.#chart = new DefectChart(root.querySelector('.histogram'), (from, to) => go({ period: between(from, to) }));
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
    this.#counts = undefined;
    this.#draw();
    this.#refresher.refresh();
  }

  /** Predictions that the live tail has brought; those of a backlog may be counted already. */
  add(predictions, { backlog }) {
    this.#refresher.moved();
    if (backlog || !this.#counts || !isMoving(current().period)) return;
    const counts = this.#counts;
    const { from } = bounds(current().period);
    for (const prediction of predictions) {
      if (Date.parse(prediction.time) < from) continue;
      counts.total_count++;
      if (prediction.defect_detected) counts.defect_count++;
      if (counts.success_count !== undefined && prediction.status === 'success') counts.success_count++;
      if (counts.image_count !== undefined && prediction.image_path) {
        counts.image_count++;
        counts.image_bytes += prediction.image_size_bytes;
      }
    }
    this.#draw();
  }

  async #ask(signal) {
    const { filter } = current();
    if (filter !== this.#uncounted) {
      try {
        await this.#count(signal);
        return;
      } catch (error) {
        if (!isUncounted(error)) throw error;
        this.#uncounted = filter;
      }
    }
    await this.#search(signal);
  }

  /** From the counters, which know some fields only. */
  async #count(signal) {
    const { from, to } = bounds(current().period);
    const { filter } = current();
    const dates = from === undefined && to === undefined ? {} : { start_date: iso(from ?? 0), end_date: isMoving(current().period) || to === undefined ? '' : iso(to) };
    const stats = await get('/api/predictions/stats', { filter, ...dates }, { signal });
    const start = from ?? (stats.first_time ? Date.parse(stats.first_time) : Date.now() - 60_000);
    const end = Math.max(to ?? Date.now(), start + 60_000);
    const histogram = await get('/api/predictions/histogram', { filter, start_date: iso(start), end_date: iso(end), buckets: BUCKETS }, { signal });
    this.#counts = { ...stats.counts };
    this.#chart.show(histogram.buckets);
  }

  /** What the counters do not know is counted by looking. */
  async #search(signal) {
    const { from, to } = bounds(current().period);
    const dates = { start_date: from === undefined ? '' : iso(from), end_date: isMoving(current().period) || to === undefined ? '' : iso(to) };
    const total = async (filter) => (await get('/api/predictions', { filter, ...dates, limit: 1, with_total: true }, { signal })).pagination;
    const [all, defects] = await Promise.all([total(current().filter), total(and(current().filter, 'defect_detected = true'))]);
    this.#counts = { total_count: all.total_items, defect_count: defects.total_items, least: all.total_is_lower_bound };
    this.#chart.show([]);
  }

  #draw() {
    const counts = this.#counts;
    const share = (part, all) => (all ? `${((100 * part) / all).toFixed(1)} %` : '–');
    render(
      html`${card('predictions', counts && least(counts, counts.total_count), 'total')} ${this.#defects(counts)}
        ${card('defect rate', counts && share(counts.defect_count, counts.total_count))}
        ${card('confidence', counts && average(counts.average_confidence), 'average', 'Average of those that have one')}
        ${card('successful', counts && (counts.success_count === undefined ? '–' : share(counts.success_count, counts.total_count)), 'success')}
        ${card('images', counts && (counts.image_count === undefined ? '–' : shortCount(counts.image_count)), 'images', counts?.image_bytes ? bytes(counts.image_bytes) : '')}`,
      this.#cards,
    );
    this.#drawNote();
  }

  #defects(counts) {
    const pressed = valueOf(current().filter, 'defect_detected')?.value === 'true';
    const toggle = () => go({ filter: replace(current().filter, 'defect_detected', pressed ? '' : 'defect_detected = true') });
    return html`<button type="button" class="card" data-kind="defect" aria-pressed=${pressed} @click=${toggle}>
      <span class="card-label">defects</span>${number(counts && least(counts, counts.defect_count))}
    </button>`;
  }

  #drawNote() {
    const uncounted = this.#counts && this.#counts.average_confidence === undefined && this.#counts.image_count === undefined;
    this.#note.textContent = this.#problem || (uncounted ? 'No averages and no chart with this filter: the counters know cameras, devices, models, defects and status only' : '');
    this.#note.classList.toggle('problem', Boolean(this.#problem));
  }
}

function card(label, text, kind = '', title = '') {
  return html`<div class="card" data-kind=${kind || nothing} title=${title || nothing}><span class="card-label">${label}</span>${number(text)}</div>`;
}

function number(text) {
  return text === undefined ? html`<span class="card-number skeleton" role="img" aria-label="loading"></span>` : html`<span class="card-number">${text}</span>`;
}

function least({ least: bounded }, value) {
  return `${bounded ? '≥ ' : ''}${value < 100_000 ? count(value) : shortCount(value)}`;
}

function average(share) {
  return share === undefined ? '–' : `${(100 * share).toFixed(1)} %`;
}

/** Whether the filter uses what the counters do not know. */
function isUncounted(error) {
  return error.status === 400 && error.fields?.some(({ field, description }) => field === 'filter' && description.startsWith('may use'));
}
