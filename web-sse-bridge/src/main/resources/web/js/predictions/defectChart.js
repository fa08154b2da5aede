// How many of all predictions had a defect, over time, a line for each version of the model. Lines differ in their
// points and dashes too, and the legend names them.
import { count, visible } from '../model/text.js';
import { TimeChart } from '../view/timeChart.js';

/** Longer names leave no room for the chart; its tooltip has them whole. */
const LONGEST_LABEL = 14;

/** More lines nobody tells apart. */
const MOST_LINES = 5;
const POINTS = ['circle', 'triangle', 'rect', 'rectRot', 'crossRot'];
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3]];

export class DefectChart extends TimeChart {
  /**
   * @param buckets of the API: {start, end, counts, groups: [{key, counts}]}
   */
  show(buckets) {
    this.buckets = buckets.map(({ start, end, groups }) => ({
      start: Date.parse(start),
      end: Date.parse(end),
      groups: new Map((groups ?? []).map(({ key = '', counts }) => [key, counts])),
    }));
    this.schedule();
  }

  /** The versions with the most predictions. */
  get #versions() {
    const totals = new Map();
    for (const { groups } of this.buckets) {
      for (const [key, counts] of groups) totals.set(key, (totals.get(key) ?? 0) + counts.total_count);
    }
    return [...totals].sort((a, b) => b[1] - a[1]).slice(0, MOST_LINES).map(([key]) => key).sort();
  }

  fill(chart, colour) {
    chart.data.datasets = this.#versions.map((version, i) => ({
      label: shortened(version),
      version,
      data: this.buckets.map(({ groups }) => groups.get(version)?.defect_rate ?? null),
      counts: this.buckets.map(({ groups }) => groups.get(version)),
      borderColor: colour(`--line-${i + 1}`),
      backgroundColor: colour(`--line-${i + 1}`),
      borderDash: DASHES[i],
      pointStyle: POINTS[i],
      borderWidth: 1.5,
      pointRadius: 2.5,
      spanGaps: true,
      tension: 0.2,
    }));
  }

  description() {
    if (this.buckets.length === 0) return 'Defect rate over time';
    const lines = this.#versions.map((version) => {
      const all = this.buckets.map(({ groups }) => groups.get(version)).filter(Boolean);
      const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
      return `${named(version)} ${rate(sum('defect_count'), sum('total_count'))}`;
    });
    return `Defect rate over time by model version: ${lines.join(', ') || 'no predictions'}`;
  }

  create(colour, ticks) {
    return {
      type: 'line',
      data: { labels: [], datasets: [] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { grid: { display: false }, border: { color: colour('--line') }, ticks },
          y: { min: 0, max: 100, grid: { color: colour('--line') }, border: { display: false }, ticks: { ...ticks, stepSize: 50, callback: (value) => `${value} %` } },
        },
        plugins: {
          legend: { align: 'start', labels: { color: colour('--text-muted'), usePointStyle: true, boxHeight: 6, padding: 8, font: ticks.font } },
          tooltip: {
            filter: (item) => item.raw !== null,
            callbacks: {
              title: ([item]) => (item ? this.title(item.dataIndex) : ''),
              label: ({ dataset, dataIndex }) => ` ${named(dataset.version)}: ${spoken(dataset.counts[dataIndex])}`,
            },
          },
        },
      },
    };
  }
}

function named(version) {
  return version ? visible(version) : 'no version';
}

function shortened(version) {
  const name = named(version);
  return name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
}

function spoken(counts) {
  return `${rate(counts.defect_count, counts.total_count)}, ${count(counts.defect_count)} of ${count(counts.total_count)}`;
}

function rate(defects, total) {
  return total ? `${((100 * defects) / total).toFixed(1)} %` : '–';
}
