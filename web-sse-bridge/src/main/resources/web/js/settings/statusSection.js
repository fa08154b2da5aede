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
  #images;
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
      [this.#status, this.#images] = await Promise.all([get('/api/status', {}, { signal }), get('/api/images/stats', {}, { signal })]);
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
        ${this.#status ? figures(this.#status, this.#images) : this.#error ? nothing : html`<p class="muted">Asking …</p>`}`,
    );
  }
}

function figures({ version, start_time: start, database = {}, pipeline, tail = {}, prediction_pipeline: predictions, prediction_tail: predictionTail = {} }, images) {
  const started = Date.parse(start);
  return html`<div class="status">
    ${group('Server', [
      ['Version', visible(version ?? 'unknown')],
      ['Started', html`<span title="${time.full(started)} ${time.zone()}">${time.relative(started)}</span>`],
    ])}
    ${group('Database', [
      ['State', state(database.available, 'available', 'away')],
      ['PostgreSQL', `${visible(database.version ?? 'unknown')}${database.embedded ? ', embedded' : ''}`],
      ['Size', bytes(database.size_bytes)],
      ['Days stored', count(database.partitions ?? 0)],
      ['Schema', `version ${database.schema_version ?? 0}`],
    ])}
    ${group('Entries', flow(pipeline, true))} ${group('Predictions', flow(predictions, false))} ${group('Images', store(images))}
    ${group('Live tails of entries', tails(tail, 'entries'))} ${group('Live tails of predictions', tails(predictionTail, 'predictions'))}
  </div>`;
}

function flow(pipeline = {}, withThreshold) {
  return [
    ['Received', count(pipeline.received_count ?? 0)],
    ['Stored', count(pipeline.stored_count ?? 0)],
    ...(withThreshold ? [['Below threshold', count(pipeline.suppressed_count ?? 0)]] : []),
    ['Refused as bad', count(pipeline.rejected_count ?? 0)],
    ['Come twice', count(pipeline.duplicate_count ?? 0)],
    ['Given back', count(pipeline.failed_count ?? 0)],
    ['Waiting', `${count(pipeline.buffered_count ?? 0)} (${bytes(pipeline.buffered_bytes)} of ${bytes(pipeline.buffer_limit_bytes)})`],
  ];
}

function store({ storage = {}, writable, free_bytes: free, oldest_time: oldest, reused_count: reused, refused_count: refused, failed_count: failed }) {
  return [
    ['State', state(writable, 'can be written', 'cannot be written')],
    ['Stored', `${count(storage.total_images ?? 0)} (${bytes(storage.total_size_bytes)})`],
    ['With a defect', count(storage.defect_images ?? 0)],
    ['Oldest', oldest ? time.full(Date.parse(oldest)) : 'none'],
    ['Free on their disk', bytes(free)],
    ['Equal to one before', count(reused ?? 0)],
    ['Refused as bad', count(refused ?? 0)],
    ['Could not be stored', count(failed ?? 0)],
  ];
}

function tails(tail, what) {
  return [
    ['Open', count(tail.tails ?? 0)],
    ['Newest position', count(tail.head_position ?? 0)],
    ['Gaps', `${count(tail.gap_count ?? 0)} (${count(tail.skipped_count ?? 0)} ${what})`],
    ['In memory', bytes(tail.buffered_bytes)],
  ];
}

function state(good, yes, no) {
  return html`<span class="tag ${good ? 'good' : 'error'}">${good ? yes : no}</span>`;
}

function group(title, lines) {
  return html`<section><h3>${title}</h3><dl>${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}
