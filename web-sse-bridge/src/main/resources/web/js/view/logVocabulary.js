// The filter of log entries: its fields, and the controls that write it.
import { get } from '../api/api.js';
import { quote, valueOf } from '../model/filter.js';
import { LEVELS } from '../model/levels.js';
import { iso } from '../model/period.js';
import { choice } from './choice.js';
import { html, live, nothing } from './lit.js';

export class LogVocabulary {
  saved = 'filters';
  placeholder = 'Filter: words, level >= WARNING, camera_id = 3, extra.retry_count > 2, -word';
  #sources = [];
  #cameras = [];

  fields = [
    ['level', 'how serious: >= WARNING'],
    ['message', 'the text: message:"lost"'],
    ['source', 'which part: source = api'],
    ['camera_id', 'the camera: camera_id = 3'],
    ['logger', 'the logger: logger:stream'],
    ['time', 'when it happened: time >= 2026-01-31'],
    ['received_time', 'when it was received'],
    ['extra.', 'extra data: extra.retry_count > 2'],
    ['id', 'the id'],
    ['position', 'the place in the order of storing'],
  ];

  operators = {
    level: ['>=', '=', '<', '!='],
    camera_id: ['=', '!=', ':*'],
    source: ['=', '!=', ':'],
    message: [':', '='],
    logger: [':', '='],
    time: ['>=', '<'],
    received_time: ['>=', '<'],
    id: ['=', '>', '<'],
    position: ['>=', '<='],
  };

  /** Which sources and cameras there are. */
  async load() {
    const [sources, cameras] = await Promise.all([get('/api/logs/sources'), get('/api/cameras')]);
    this.#sources = sources.sources.map((source) => source.source);
    this.#cameras = cameras.cameras;
  }

  values(field) {
    if (field === 'level') return LEVELS;
    if (field === 'source') return this.#sources.map(quote);
    if (field === 'camera_id') return this.#cameras.map((camera) => ({ value: String(camera.id ?? 0), note: camera.name }));
    return [];
  }

  /** Throws if the server does not understand the filter: a minute is counted as fast as the language is parsed. */
  async check(filter, signal) {
    const now = Date.now();
    await get('/api/histogram', { filter, start_date: iso(now - 60_000), end_date: iso(now), buckets: 1 }, { signal });
  }

  /** @param set called with a field and the term that is to be the only one about it */
  controls(filter, set) {
    return html`${levelControl(filter, set)}
      ${choice('Source', 'All sources', valueOf(filter, 'source'), this.#sources.map((source) => ({ value: source, name: source })), (value) =>
        set('source', value && `source = ${quote(value)}`),
      )}
      ${choice('Camera', 'All cameras', valueOf(filter, 'camera_id'), cameraChoices(this.#cameras), (value) => set('camera_id', value && `camera_id = ${value}`))}`;
  }
}

/** Cameras as a control offers them. */
export function cameraChoices(cameras) {
  return cameras.map((camera) => ({ value: String(camera.id ?? 0), name: `${camera.id ?? 0} · ${camera.name}` }));
}

function levelControl(filter, set) {
  const chosen = valueOf(filter, 'level');
  const value = chosen && (chosen.operator === '>=' || chosen.operator === '=') ? `${chosen.operator} ${chosen.value.toUpperCase()}` : chosen ? 'other' : '';
  return html`<select aria-label="Level" .value=${live(value)} @change=${(event) => set('level', event.target.value && `level ${event.target.value}`)}>
    <option value="" ?selected=${!value}>All levels</option>
    ${LEVELS.map((level) => html`<option value=${`>= ${level}`} ?selected=${value === `>= ${level}`}>≥ ${level}</option>`)}
    ${value.startsWith('= ') ? html`<option value=${value} selected>Only ${value.slice(2)}</option>` : nothing}
    ${value === 'other' ? html`<option value="other" selected disabled>as in the box</option>` : nothing}
  </select>`;
}
