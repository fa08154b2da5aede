// Entries over time, stacked by level. A span can be dragged to look at it alone.
import { LEVELS } from '../model/levels.js';
import { count } from '../model/text.js';
import * as time from '../model/time.js';
import { element } from '../list/dom.js';

/** A shorter drag is a slip of the hand. */
const SHORTEST_DRAG = 4;

export class Histogram {
  #root;
  #canvas = element('canvas');
  #selection = element('div', 'selection');
  #chart;
  #buckets = [];
  #onSpan;
  #scheduled = false;

  /**
   * @param onSpan called with the span that was dragged, in milliseconds since 1970
   */
  constructor(root, onSpan) {
    this.#root = root;
    this.#onSpan = onSpan;
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.setAttribute('aria-label', this.#description());
    root.append(this.#canvas, this.#selection);
    this.#selection.hidden = true;
    root.addEventListener('pointerdown', (event) => this.#drag(event));
    new MutationObserver(() => this.redraw()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /**
   * @param buckets of the API: {start, end, total_count, levels: [{level, count}]}
   */
  show(buckets) {
    this.#buckets = buckets.map((bucket) => ({
      start: Date.parse(bucket.start),
      end: Date.parse(bucket.end),
      counts: Object.fromEntries((bucket.levels ?? []).map(({ level, count: number }) => [level, number])),
    }));
    this.#schedule();
  }

  /** Counts entries until the next answer. */
  add(entries) {
    const last = this.#buckets.at(-1);
    if (!last) return;
    for (const entry of entries) {
      const at = Date.parse(entry.time);
      // What is newer than the chart is counted in its last span.
      const bucket = at >= last.start ? last : this.#buckets.find((each) => at >= each.start && at < each.end);
      if (bucket) bucket.counts[entry.level] = (bucket.counts[entry.level] ?? 0) + 1;
    }
    this.#schedule();
  }

  /** Colours or the zone have changed. */
  redraw() {
    this.#chart?.destroy();
    this.#chart = undefined;
    this.#schedule();
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#draw();
    }, 200);
  }

  #draw() {
    this.#chart ??= this.#create();
    const span = this.#span();
    this.#chart.data.labels = this.#buckets.map((bucket) => time.axis(bucket.start, span));
    this.#chart.data.datasets.forEach((dataset) => {
      dataset.data = this.#buckets.map((bucket) => bucket.counts[dataset.label] ?? 0);
    });
    this.#chart.update('none');
    this.#canvas.setAttribute('aria-label', this.#description());
  }

  #description() {
    const totals = this.#buckets.map((bucket) => Object.values(bucket.counts).reduce((sum, number) => sum + number, 0));
    if (totals.length === 0) return 'Entries over time';
    const most = totals.indexOf(Math.max(...totals));
    return `Entries over time, ${count(totals.reduce((sum, number) => sum + number, 0))} in all, most of them (${count(totals[most])}) at ${time.full(this.#buckets[most].start)}`;
  }

  #span() {
    return this.#buckets.length ? this.#buckets.at(-1).end - this.#buckets[0].start : 0;
  }

  #create() {
    const style = getComputedStyle(this.#root);
    const colour = (name) => style.getPropertyValue(name).trim();
    const ticks = { color: colour('--text-muted'), font: { size: 10, family: style.fontFamily }, maxRotation: 0, autoSkipPadding: 24 };
    return new globalThis.Chart(this.#canvas, {
      type: 'bar',
      data: {
        labels: [],
        // The most serious lie at the bottom, where they are seen even if they are few.
        datasets: LEVELS.map((level) => ({
          label: level,
          data: [],
          backgroundColor: colour(`--bar-${level.toLowerCase()}`),
          barPercentage: 1,
          categoryPercentage: 0.9,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { stacked: true, grid: { display: false }, border: { color: colour('--line') }, ticks },
          y: { stacked: true, grid: { color: colour('--line') }, border: { display: false }, ticks: { ...ticks, maxTicksLimit: 3, precision: 0 } },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            filter: (item) => item.raw > 0,
            callbacks: {
              title: ([item]) => (item ? this.#title(item.dataIndex) : ''),
              label: (item) => ` ${item.dataset.label} ${count(item.raw)}`,
            },
          },
        },
      },
    });
  }

  #title(index) {
    const bucket = this.#buckets[index];
    return bucket ? `${time.full(bucket.start)} – ${time.full(bucket.end)}` : '';
  }

  #drag(down) {
    if (down.button !== 0 || !this.#chart || this.#buckets.length === 0) return;
    const box = this.#root.getBoundingClientRect();
    const area = this.#chart.chartArea;
    const clamp = (x) => Math.min(area.right, Math.max(area.left, x - box.left));
    const begin = clamp(down.clientX);
    let end = begin;
    const move = (event) => {
      end = clamp(event.clientX);
      this.#selection.hidden = Math.abs(end - begin) < SHORTEST_DRAG;
      this.#selection.style.left = `${Math.min(begin, end)}px`;
      this.#selection.style.width = `${Math.abs(end - begin)}px`;
    };
    const up = () => {
      this.#root.removeEventListener('pointermove', move);
      this.#selection.hidden = true;
      if (Math.abs(end - begin) >= SHORTEST_DRAG) this.#choose(Math.min(begin, end), Math.max(begin, end), area);
    };
    this.#root.setPointerCapture(down.pointerId);
    this.#root.addEventListener('pointermove', move);
    this.#root.addEventListener('pointerup', up, { once: true });
    this.#root.addEventListener('pointercancel', up, { once: true });
  }

  /** Whole spans: those that the selection touches. */
  #choose(left, right, area) {
    const width = (area.right - area.left) / this.#buckets.length;
    const at = (x) => Math.min(this.#buckets.length - 1, Math.max(0, Math.floor((x - area.left) / width)));
    this.#onSpan(this.#buckets[at(left)].start, this.#buckets[at(right - 1)].end);
  }
}
