// Entries over time, stacked by level.
import { LEVELS } from '../model/levels.js';
import { count } from '../model/text.js';
import * as time from '../model/time.js';
import { TimeChart } from './timeChart.js';

export class Histogram extends TimeChart {
  /**
   * @param buckets of the API: {start, end, total_count, levels: [{level, count}]}
   */
  show(buckets) {
    this.buckets = buckets.map((bucket) => ({
      start: Date.parse(bucket.start),
      end: Date.parse(bucket.end),
      counts: Object.fromEntries((bucket.levels ?? []).map(({ level, count: number }) => [level, number])),
    }));
    this.schedule();
  }

  /** Counts entries until the next answer. */
  add(entries) {
    const last = this.buckets.at(-1);
    if (!last) return;
    for (const entry of entries) {
      const at = Date.parse(entry.time);
      // What is newer than the chart is counted in its last span.
      const bucket = at >= last.start ? last : this.buckets.find((each) => at >= each.start && at < each.end);
      if (bucket) bucket.counts[entry.level] = (bucket.counts[entry.level] ?? 0) + 1;
    }
    this.schedule();
  }

  fill(chart) {
    chart.data.datasets.forEach((dataset) => {
      dataset.data = this.buckets.map((bucket) => bucket.counts[dataset.label] ?? 0);
    });
  }

  description() {
    const totals = this.buckets.map((bucket) => Object.values(bucket.counts).reduce((sum, number) => sum + number, 0));
    if (totals.length === 0) return 'Entries over time';
    const most = totals.indexOf(Math.max(...totals));
    return `Entries over time, ${count(totals.reduce((sum, number) => sum + number, 0))} in all, most of them (${count(totals[most])}) at ${time.full(this.buckets[most].start)}`;
  }

  create(colour, ticks) {
    return {
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
              title: ([item]) => (item ? this.title(item.dataIndex) : ''),
              label: (item) => ` ${item.dataset.label} ${count(item.raw)}`,
            },
          },
        },
      },
    };
  }
}
