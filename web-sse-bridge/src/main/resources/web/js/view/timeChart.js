// A chart of counts over time. A span can be dragged to look at it alone.
import { element } from '../list/dom.js';
import * as time from '../model/time.js';

/** A shorter drag is a slip of the hand. */
const SHORTEST_DRAG = 4;

/**
 * What is drawn, those say that extend it: create(colour, ticks) returns a chart's configuration, fill(chart) its data,
 * description() the same in words.
 */
export class TimeChart {
  #root;
  #canvas = element('canvas');
  #selection = element('div', 'selection');
  #chart;
  #onSpan;
  #scheduled = false;

  /** {start, end} in milliseconds since 1970, in order. */
  buckets = [];

  /**
   * @param onSpan called with the span that was dragged, in milliseconds since 1970
   */
  constructor(root, onSpan) {
    this.#root = root;
    this.#onSpan = onSpan;
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.setAttribute('aria-label', this.description());
    root.append(this.#canvas, this.#selection);
    this.#selection.hidden = true;
    root.addEventListener('pointerdown', (event) => this.#drag(event));
    new MutationObserver(() => this.redraw()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /** Colours or the zone have changed. */
  redraw() {
    this.#chart?.destroy();
    this.#chart = undefined;
    this.schedule();
  }

  /** Draws soon, together with what else comes. */
  schedule() {
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
    this.#chart.data.labels = this.buckets.map((bucket) => time.axis(bucket.start, span));
    this.fill(this.#chart, (name) => this.#colour(name));
    this.#chart.update('none');
    this.#canvas.setAttribute('aria-label', this.description());
  }

  #span() {
    return this.buckets.length ? this.buckets.at(-1).end - this.buckets[0].start : 0;
  }

  #colour(name) {
    return getComputedStyle(this.#root).getPropertyValue(name).trim();
  }

  #create() {
    const family = getComputedStyle(this.#root).fontFamily;
    const ticks = { color: this.#colour('--text-muted'), font: { size: 10, family }, maxRotation: 0, autoSkipPadding: 24 };
    return new globalThis.Chart(this.#canvas, this.create((name) => this.#colour(name), ticks));
  }

  /** The times of a span, for a tooltip. */
  title(index) {
    const bucket = this.buckets[index];
    return bucket ? `${time.full(bucket.start)} – ${time.full(bucket.end)}` : '';
  }

  #drag(down) {
    if (down.button !== 0 || !this.#chart || this.buckets.length === 0) return;
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
    const width = (area.right - area.left) / this.buckets.length;
    const at = (x) => Math.min(this.buckets.length - 1, Math.max(0, Math.floor((x - area.left) / width)));
    this.#onSpan(this.buckets[at(left)].start, this.buckets[at(right - 1)].end);
  }
}
