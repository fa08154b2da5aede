// The filter: one box that takes its language, controls that write it, and chips for what is in it.
import { get } from '../api/api.js';
import { label, quote, replace, terms, valueOf, without } from '../model/filter.js';
import { LEVELS } from '../model/levels.js';
import { between, bounds, everything, isEverything, isMoving, iso, last, PERIODS } from '../model/period.js';
import { forgetFilter, onPreference, savedFilters, saveFilter } from '../model/preferences.js';
import { current, go } from '../model/state.js';
import * as time from '../model/time.js';
import { announce } from './announcements.js';
import { Completion } from './completion.js';
import { prompt } from './formDialog.js';
import { html, live, nothing, render } from './lit.js';

export class FilterBar {
  #root;
  #error;
  #checking;
  #sources = [];
  #cameras = [];
  #completion;
  #shown = '';

  /** Where there is little room, the controls show when asked for. */
  #open = false;

  constructor(root) {
    this.#root = root;
    this.draw();
    this.#completion = new Completion(root.querySelector('#filter'), root.querySelector('#completions'), {
      values: (field) => this.#values(field),
      apply: () => this.#apply(),
    });
    onPreference(() => this.draw());
    this.loadChoices();
  }

  /** Which sources and cameras there are. */
  async loadChoices() {
    try {
      const [sources, cameras] = await Promise.all([get('/api/logs/sources'), get('/api/cameras')]);
      this.#sources = sources.sources.map((source) => source.source);
      this.#cameras = cameras.cameras;
      this.draw();
    } catch {
      // The box works without; the next look asks again.
    }
  }

  /** Puts the cursor into the box. */
  focus() {
    this.#root.querySelector('#filter').select();
  }

  #values(field) {
    if (field === 'level') return LEVELS;
    if (field === 'source') return this.#sources.map(quote);
    if (field === 'camera_id') return this.#cameras.map((camera) => ({ value: String(camera.id ?? 0), note: camera.name }));
    return [];
  }

  /** Applies what is in the box if the server understands it. */
  async #apply() {
    const box = this.#root.querySelector('#filter');
    const filter = box.value.trim();
    this.#checking?.abort();
    const abort = new AbortController();
    this.#checking = abort;
    try {
      if (filter) await this.#check(filter, abort.signal);
      this.#error = undefined;
      if (filter !== current().filter) go({ filter, entry: undefined });
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error.message.replace(/^filter: /, '');
    }
    this.draw();
  }

  /** A minute is counted as fast as the language is parsed. */
  async #check(filter, signal) {
    const now = Date.now();
    await get('/api/histogram', { filter, start_date: iso(now - 60_000), end_date: iso(now), buckets: 1 }, { signal });
  }

  #set(field, term) {
    this.#error = undefined;
    go({ filter: replace(current().filter, field, term), entry: undefined });
  }

  draw() {
    const { filter } = current();
    render(
      html`<form class="filter-row" role="search" @submit=${(event) => event.preventDefault()}>
          <div class="filter-box">
            <label class="visually-hidden" for="filter">Filter</label>
            <input id="filter" type="text" spellcheck="false" autocomplete="off" autocapitalize="off" role="combobox"
              aria-expanded="false" aria-controls="completions" aria-autocomplete="list" aria-invalid=${this.#error ? 'true' : 'false'}
              aria-describedby=${this.#error ? 'filter-error' : nothing}
              placeholder="Filter: words, level >= WARNING, camera_id = 3, extra.retry_count > 2, -word"
              @input=${() => this.#clearError()} />
            <ul id="completions" class="completions" role="listbox" aria-label="Completions" hidden></ul>
          </div>
          <button type="button" class="controls-toggle" aria-expanded=${this.#open} aria-controls="filter-controls" @click=${() => this.#toggle()}>Filters</button>
          <div class="filter-controls ${this.#open ? 'open' : ''}" id="filter-controls">
            ${this.#levelControl(filter)} ${this.#sourceControl(filter)} ${this.#cameraControl(filter)} ${this.#periodControl()} ${this.#savedControl(filter)}
          </div>
        </form>
        ${this.#error ? html`<p class="filter-error" id="filter-error" role="alert">${this.#error}</p>` : nothing} ${this.#customPeriod()} ${this.#chips(filter)}`,
      this.#root,
    );
    // Not by the template: what is being typed is nobody else's.
    if (filter !== this.#shown) this.#root.querySelector('#filter').value = filter;
    this.#shown = filter;
  }

  #toggle() {
    this.#open = !this.#open;
    this.draw();
  }

  #clearError() {
    if (this.#error) {
      this.#error = undefined;
      this.#root.querySelector('#filter-error')?.setAttribute('hidden', '');
    }
  }

  #levelControl(filter) {
    const chosen = valueOf(filter, 'level');
    const value = chosen && (chosen.operator === '>=' || chosen.operator === '=') ? `${chosen.operator} ${chosen.value.toUpperCase()}` : chosen ? 'other' : '';
    return html`<select aria-label="Level" .value=${live(value)} @change=${(event) => this.#set('level', event.target.value && `level ${event.target.value}`)}>
      <option value="" ?selected=${!value}>All levels</option>
      ${LEVELS.map((level) => html`<option value=${`>= ${level}`} ?selected=${value === `>= ${level}`}>≥ ${level}</option>`)}
      ${value.startsWith('= ') ? html`<option value=${value} selected>Only ${value.slice(2)}</option>` : nothing}
      ${value === 'other' ? html`<option value="other" selected disabled>as in the box</option>` : nothing}
    </select>`;
  }

  #sourceControl(filter) {
    const chosen = valueOf(filter, 'source');
    return choice('Source', 'All sources', chosen, this.#sources.map((source) => ({ value: source, name: source })), (value) =>
      this.#set('source', value && `source = ${quote(value)}`),
    );
  }

  #cameraControl(filter) {
    const chosen = valueOf(filter, 'camera_id');
    const cameras = this.#cameras.map((camera) => ({ value: String(camera.id ?? 0), name: `${camera.id ?? 0} · ${camera.name}` }));
    return choice('Camera', 'All cameras', chosen, cameras, (value) => this.#set('camera_id', value && `camera_id = ${value}`));
  }

  #periodControl() {
    const { period } = current();
    const chosen = isMoving(period) ? String(period.minutes) : isEverything(period) ? 'all' : 'custom';
    const known = PERIODS.some(({ minutes }) => String(minutes) === chosen) || !isMoving(period);
    const choose = (value) => go({ period: periodOf(value, period), entry: undefined });
    return html`<select aria-label="Period" .value=${live(chosen)} @change=${(event) => choose(event.target.value)}>
      ${PERIODS.map(({ minutes, name }) => html`<option value=${minutes} ?selected=${chosen === String(minutes)}>Last ${name}</option>`)}
      ${known ? nothing : html`<option value=${chosen} selected>Last ${chosen} minutes</option>`}
      <option value="all" ?selected=${chosen === 'all'}>All times</option>
      <option value="custom" ?selected=${chosen === 'custom'}>From … to …</option>
    </select>`;
  }

  #customPeriod() {
    const { period } = current();
    if (isMoving(period) || isEverything(period)) return nothing;
    const change = (changes) => go({ period: between(changes.from ?? period.from, changes.to ?? period.to), entry: undefined });
    const input = (name, value, set) => html`<label>${name}
      <input type="datetime-local" step="1" .value=${live(value === undefined ? '' : time.toInput(value))} @change=${(event) => set(time.fromInput(event.target.value))} /></label>`;
    return html`<div class="custom-period">
      ${input('From', period.from, (from) => change({ from }))} ${input('to', period.to, (to) => change({ to }))}
      <span class="muted">${time.zone()}</span>
    </div>`;
  }

  #savedControl(filter) {
    const saved = savedFilters();
    const chosen = saved.find((each) => each.filter === filter);
    const choose = (event) => {
      const [action, name] = [event.target.value.slice(0, 1), event.target.value.slice(1)];
      if (action === '=') go({ filter: saved.find((each) => each.name === name)?.filter ?? '', entry: undefined });
      if (action === '+') this.#save(filter);
      if (action === '-') forgetFilter(name);
      this.draw();
    };
    return html`<select aria-label="Saved filters" .value=${live(chosen ? `=${chosen.name}` : '')} @change=${choose}>
      <option value="" ?selected=${!chosen}>Saved</option>
      ${saved.map(({ name }) => html`<option value=${`=${name}`} ?selected=${chosen?.name === name}>★ ${name}</option>`)}
      ${filter && !chosen ? html`<option value="+">Save this filter …</option>` : nothing}
      ${chosen ? html`<option value=${`-${chosen.name}`}>Forget “${chosen.name}”</option>` : nothing}
    </select>`;
  }

  async #save(filter) {
    const name = await prompt({ title: 'Save this filter', label: 'Name', value: filter.slice(0, 40), maxlength: 60 });
    if (name) {
      saveFilter(name, filter);
      announce(`Saved as ${name}`);
    }
  }

  #chips(filter) {
    const list = terms(filter);
    if (list.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Active filters">
      ${list.map(
        (term) => html`<li class="chip"><span>${label(term)}</span><button type="button" aria-label="Remove ${term}" @click=${() => go({ filter: without(filter, term), entry: undefined })}>×</button></li>`,
      )}
      <li><button type="button" class="link" @click=${() => go({ filter: '', entry: undefined })}>Clear all</button></li>
    </ul>`;
  }
}

/** The period that was chosen; one's own begins as what was seen before. */
function periodOf(value, before) {
  if (value === 'all') return everything();
  if (value !== 'custom') return last(Number(value));
  const { from, to = Date.now() } = bounds(before);
  return between(from ?? to - 3600_000, to);
}

/** A control for a field with a few values; what it cannot show, it says. */
function choice(name, all, chosen, options, set) {
  const value = chosen ? (chosen.operator === '=' ? chosen.value : 'other') : '';
  const known = options.some((option) => option.value === value);
  return html`<select aria-label=${name} .value=${live(value)} @change=${(event) => set(event.target.value)}>
    <option value="" ?selected=${!value}>${all}</option>
    ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.name}</option>`)}
    ${value && !known && value !== 'other' ? html`<option value=${value} selected>${value}</option>` : nothing}
    ${value === 'other' ? html`<option value="other" selected disabled>as in the box</option>` : nothing}
  </select>`;
}
