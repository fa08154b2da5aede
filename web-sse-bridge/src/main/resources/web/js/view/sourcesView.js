// Who writes, how much, and since when no more.
import { get } from '../api/api.js';
import { quote, withTerm } from '../model/filter.js';
import { between } from '../model/period.js';
import { loadSettings, settings } from '../model/settings.js';
import { addressOf } from '../model/state.js';
import { count, visible } from '../model/text.js';
import { ownThreshold } from '../model/thresholds.js';
import * as time from '../model/time.js';
import { follow } from './links.js';
import { html, nothing, render, repeat } from './lit.js';
import { Poll } from './poll.js';
import { Sorting } from './sorting.js';
import { failure, hiddenRows, MOST_ROWS, skeletonRows } from './tableStates.js';

const REFRESH = 10_000;

/** Longer than what the diagnosis takes for a silence. */
const SILENT_AFTER = 15 * 60_000;

const ALL_TIMES = between(undefined, undefined);

const COLUMNS = {
  source: { label: 'Source', value: (row) => row.source },
  entries: { label: 'Entries', value: (row) => row.log_count, first: 'descending' },
  critical: { label: 'Critical', value: (row) => row.critical_count, first: 'descending' },
  errors: { label: 'Errors', value: (row) => row.error_count, first: 'descending' },
  warnings: { label: 'Warnings', value: (row) => row.warning_count, first: 'descending' },
  seen: { label: 'Last seen', value: (row) => row.seen, first: 'descending' },
  threshold: { label: 'Threshold', value: (row) => row.threshold?.level ?? '' },
};

export class SourcesView {
  #root;
  #rows;
  #error;
  #search = '';
  #whole = false;
  #clock;
  #sorting = new Sorting(COLUMNS, 'source', () => this.#draw());
  #poll = new Poll((signal) => this.#load(signal), REFRESH);

  open(root) {
    this.#root = root;
    this.#clock = setInterval(() => this.#draw(), 1_000);
    this.#draw();
    this.#poll.start();
  }

  close() {
    this.#poll.stop();
    clearInterval(this.#clock);
    this.#root = undefined;
  }

  /** Asks again now. */
  refresh() {
    this.#poll.now();
  }

  async #load(signal) {
    try {
      const [answer] = await Promise.all([get('/api/logs/sources', {}, { signal }), loadSettings({ signal })]);
      this.#rows = answer.sources.map((source) => ({
        ...source,
        seen: source.last_log_at && Date.parse(source.last_log_at),
        threshold: ownThreshold(settings(), source.source),
      }));
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.#draw();
  }

  get #found() {
    const wanted = this.#search.trim().toLowerCase();
    return this.#sorting.apply(this.#rows.filter((row) => row.source.toLowerCase().includes(wanted)));
  }

  #draw() {
    if (!this.#root) return;
    render(
      html`<div class="page"><div class="page-inner">
        <div class="page-head">
          <div>
            <h1>Sources</h1>
            <p class="page-note">${this.#summary()}</p>
          </div>
          <label class="visually-hidden" for="find-source">Find a source</label>
          <input id="find-source" type="search" placeholder="Find by name" .value=${this.#search} @input=${(event) => this.#find(event.target.value)} />
        </div>
        ${this.#error ? failure(this.#rows ? 'These figures are old.' : 'The sources cannot be shown.', this.#error, () => this.refresh()) : nothing}
        ${this.#body()}
      </div></div>`,
      this.#root,
    );
  }

  #find(text) {
    this.#search = text;
    this.#draw();
  }

  #summary() {
    if (!this.#rows) return 'Everything that writes entries, with its counts.';
    const silent = this.#rows.filter(isSilent).length;
    const entries = this.#rows.reduce((sum, row) => sum + row.log_count, 0);
    return `${count(this.#rows.length)} ${this.#rows.length === 1 ? 'source' : 'sources'}, ${count(entries)} entries${silent ? `, ${count(silent)} silent for more than 15 minutes` : ''}`;
  }

  #body() {
    if (!this.#rows) return this.#error ? nothing : this.#table(skeletonRows(Object.keys(COLUMNS).length), true);
    if (this.#rows.length === 0) return empty();
    const found = this.#found;
    if (found.length === 0) return html`<p class="empty">No source is called like “${visible(this.#search)}”.</p>`;
    const shown = this.#whole ? found : found.slice(0, MOST_ROWS);
    return html`${this.#table(repeat(shown, (row) => row.source, tableRow), false)} ${hiddenRows(found.length - shown.length, () => this.#showAll())}`;
  }

  #table(rows, loading) {
    return html`<table class="table sources" role="table" aria-label="Sources" aria-busy=${loading}>
      <thead role="rowgroup"><tr role="row">
        ${this.#sorting.header('source')} ${['entries', 'critical', 'errors', 'warnings'].map((name) => this.#sorting.header(name, 'number'))}
        ${this.#sorting.header('seen')} ${this.#sorting.header('threshold')}
      </tr></thead>
      <tbody role="rowgroup">${rows}</tbody>
    </table>`;
  }

  #showAll() {
    this.#whole = true;
    this.#draw();
  }
}

function tableRow(row) {
  return html`<tr role="row">
    <td role="cell" class="name">${name(row)}</td>
    ${number('Entries', row.log_count, row)} ${number('Critical', row.critical_count, row, 'CRITICAL')}
    ${number('Errors', row.error_count, row, 'ERROR')} ${number('Warnings', row.warning_count, row, 'WARNING')}
    <td role="cell" class="seen" data-label="Last seen">${seen(row)}</td>
    <td role="cell" class="own-threshold" data-label="Threshold">${threshold(row)}</td>
  </tr>`;
}

function name({ source }) {
  const changes = { view: 'live', filter: sourceTerm(source) };
  const kind = /^camera(?![a-z])/i.test(source) ? 'of-camera' : 'of-system';
  return html`<span class="origin ${kind}"><a href=${addressOf(changes)} @click=${follow(changes)} title="Watch it live">${visible(source)}</a></span>`;
}

function number(label, value, { source }, level) {
  const term = sourceTerm(source);
  const changes = { view: 'history', period: ALL_TIMES, filter: level ? withTerm(`level = ${level}`, term) : term };
  const shown = value
    ? html`<a href=${addressOf(changes)} data-level=${level ?? nothing} @click=${follow(changes)}>${count(value)}</a>`
    : html`<span class="none">0</span>`;
  return html`<td role="cell" class="number" data-label=${label}>${shown}</td>`;
}

function seen(row) {
  if (!row.seen) return html`<span class="none">never</span>`;
  return html`<span title="${time.full(row.seen)} ${time.zone()}">${time.relative(row.seen)}</span>
    ${isSilent(row) ? html`<span class="tag warning" title="Nothing for more than 15 minutes">silent</span>` : nothing}`;
}

function threshold({ source, threshold: own }) {
  if (!own) return html`<span class="none">–</span>`;
  const from = own.name === source ? '' : ` as ${own.name}`;
  const until = own.until ? ` until ${time.full(own.until)} ${time.zone()}` : '';
  return html`<span class="tag" title="Entries below ${own.level} are not stored${visible(from)}${until}">≥ ${own.level}</span>
    ${own.until ? html`<span class="muted">${time.remaining(own.until)} left</span>` : nothing}`;
}

function isSilent(row) {
  return row.seen !== undefined && Date.now() - row.seen > SILENT_AFTER;
}

function sourceTerm(source) {
  return `source = ${quote(source)}`;
}

function empty() {
  return html`<div class="empty">
    <p><b>Nothing has been written yet.</b></p>
    <p>Try it with made-up entries: <code>./visionlog generate --rate 20</code></p>
  </div>`;
}
