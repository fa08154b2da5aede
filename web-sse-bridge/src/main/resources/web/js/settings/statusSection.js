// What the server is doing.
import { get } from '../api/api.js';
import { bytes, count, visible } from '../model/text.js';
import * as time from '../model/time.js';
import { html, nothing } from '../view/lit.js';
import { Poll } from '../view/poll.js';
import { section } from './section.js';

const REFRESH = 5_000;

export class StatusSection {
  id = 'status';
  title = 'Status';
  #redraw;
  #status;
  #error;
  #poll = new Poll((signal) => this.#load(signal), REFRESH);

  constructor(redraw) {
    this.#redraw = redraw;
  }

  open() {
    this.#poll.start();
  }

  close() {
    this.#poll.stop();
  }

  async #load(signal) {
    try {
      this.#status = await get('/api/status', {}, { signal });
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.#redraw();
  }

  draw() {
    return section(
      this.id,
      this.title,
      'The server that this page looks at. Counts are since its start.',
      html`${this.#error ? html`<p class="problem" role="alert">${this.#error.message}</p>` : nothing}
        ${this.#status ? figures(this.#status) : this.#error ? nothing : html`<p class="muted">Asking …</p>`}`,
    );
  }
}

function figures({ version, start_time: start, database = {}, pipeline = {}, tail = {} }) {
  const started = Date.parse(start);
  return html`<div class="status">
    ${group('Server', [
      ['Version', visible(version ?? 'unknown')],
      ['Started', html`<span title="${time.full(started)} ${time.zone()}">${time.relative(started)}</span>`],
    ])}
    ${group('Database', [
      ['State', html`<span class="tag ${database.available ? 'good' : 'error'}">${database.available ? 'available' : 'away'}</span>`],
      ['PostgreSQL', `${visible(database.version ?? 'unknown')}${database.embedded ? ', embedded' : ''}`],
      ['Size', bytes(database.size_bytes)],
      ['Days stored', count(database.partitions ?? 0)],
      ['Schema', `version ${database.schema_version ?? 0}`],
    ])}
    ${group('Entries', [
      ['Received', count(pipeline.received_count ?? 0)],
      ['Stored', count(pipeline.stored_count ?? 0)],
      ['Below threshold', count(pipeline.suppressed_count ?? 0)],
      ['Refused as bad', count(pipeline.rejected_count ?? 0)],
      ['Come twice', count(pipeline.duplicate_count ?? 0)],
      ['Given back', count(pipeline.failed_count ?? 0)],
      ['Waiting', `${count(pipeline.buffered_count ?? 0)} (${bytes(pipeline.buffered_bytes)} of ${bytes(pipeline.buffer_limit_bytes)})`],
    ])}
    ${group('Live tails', [
      ['Open', count(tail.tails ?? 0)],
      ['Newest position', count(tail.head_position ?? 0)],
      ['Gaps', `${count(tail.gap_count ?? 0)} (${count(tail.skipped_count ?? 0)} entries)`],
      ['In memory', bytes(tail.buffered_bytes)],
    ])}
  </div>`;
}

function group(title, lines) {
  return html`<section><h3>${title}</h3><dl>${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}
