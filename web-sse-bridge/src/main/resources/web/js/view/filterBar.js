// The filter: one box that takes its language, controls that write it, and chips for what is in it. Log entries and
// predictions have a vocabulary each.
import { label, replace, terms, without } from '../model/filter.js';
import { between, bounds, everything, isEverything, isMoving, last, PERIODS } from '../model/period.js';
import { forgetFilter, onPreference, savedFilters, saveFilter } from '../model/preferences.js';
import { current, go } from '../model/state.js';
import * as time from '../model/time.js';
import { announce } from './announcements.js';
import { Completion } from './completion.js';
import { prompt } from './formDialog.js';
import { html, live, nothing, render } from './lit.js';

export class FilterBar {
  #root;
  #vocabulary;
  #error;
  #checking;
  #shown = '';

  /** Where there is little room, the controls show when asked for. */
  #open = false;

  /** @param vocabulary called for the one of the view */
  constructor(root, vocabulary) {
    this.#root = root;
    this.#vocabulary = vocabulary;
    this.draw();
    new Completion(root.querySelector('#filter'), root.querySelector('#completions'), {
      fields: () => this.#words.fields,
      operators: () => this.#words.operators,
      values: (field) => this.#words.values(field),
      apply: () => this.#apply(),
    });
    onPreference(() => this.draw());
    this.loadChoices();
  }

  get #words() {
    return this.#vocabulary();
  }

  /** The view has another vocabulary than the one before: what was typed and found wrong there is over. */
  refresh() {
    this.#error = undefined;
    this.#root.querySelector('#filter').value = current().filter;
    this.draw();
    this.loadChoices();
  }

  /** What there is to choose from. */
  async loadChoices() {
    try {
      await this.#words.load();
      this.draw();
    } catch {
      // The box works without; the next look asks again.
    }
  }

  /** Puts the cursor into the box. */
  focus() {
    this.#root.querySelector('#filter').select();
  }

  /** Applies what is in the box if the server understands it. */
  async #apply() {
    const box = this.#root.querySelector('#filter');
    const filter = box.value.trim();
    this.#checking?.abort();
    const abort = new AbortController();
    this.#checking = abort;
    try {
      if (filter) await this.#words.check(filter, abort.signal);
      this.#error = undefined;
      if (filter !== current().filter) go({ filter, entry: undefined });
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error.message.replace(/^filter: /, '');
    }
    this.draw();
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
              placeholder=${this.#words.placeholder}
              @input=${() => this.#clearError()} />
            <ul id="completions" class="completions" role="listbox" aria-label="Completions" hidden></ul>
          </div>
          <button type="button" class="controls-toggle" aria-expanded=${this.#open} aria-controls="filter-controls" @click=${() => this.#toggle()}>Filters</button>
          <div class="filter-controls ${this.#open ? 'open' : ''}" id="filter-controls">
            ${this.#words.controls(filter, (field, term) => this.#set(field, term))} ${this.#periodControl()} ${this.#savedControl(filter)}
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
    const list = this.#words.saved;
    const saved = savedFilters(list);
    const chosen = saved.find((each) => each.filter === filter);
    const choose = (event) => {
      const [action, name] = [event.target.value.slice(0, 1), event.target.value.slice(1)];
      if (action === '=') go({ filter: saved.find((each) => each.name === name)?.filter ?? '', entry: undefined });
      if (action === '+') this.#save(filter);
      if (action === '-') forgetFilter(list, name);
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
      saveFilter(this.#words.saved, name, filter);
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
