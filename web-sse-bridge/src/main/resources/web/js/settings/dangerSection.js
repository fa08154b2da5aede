// What cannot be undone.
import { and } from '../model/filter.js';
import { asTerm } from '../model/period.js';
import { current } from '../model/state.js';
import { visible } from '../model/text.js';
import { html } from '../view/lit.js';
import { deleteEntries } from './deletion.js';
import { section } from './section.js';
import { describePeriod } from './selection.js';

/** At first. */
const DAYS = 30;

export class DangerSection {
  id = 'danger';
  title = 'Clear logs';
  #redraw;
  #days = DAYS;

  constructor(redraw) {
    this.#redraw = redraw;
  }

  draw() {
    const { filter, period } = current();
    return section(
      this.id,
      this.title,
      'Deletes entries for good. You are shown how many before anything goes.',
      html`<div class="dangers">
        ${this.#line(html`<label for="clear-days">Older than</label> <input id="clear-days" type="number" min="1" max="36500" step="1" value=${DAYS}
            @input=${(event) => this.#setDays(event.target.value)} /> days`, 'Entries older than a number of days', !this.#days, () => this.#old())}
        ${this.#line(html`What you are looking at<span class="hint">${filter ? html`<code>${visible(filter)}</code>, ` : 'without a filter, '}${describePeriod(period)}</span>`,
          'Entries that you are looking at', !this.#seen, () => this.#matching())}
        ${this.#line(html`Everything<span class="hint">all entries of all times</span>`, 'All entries', false, () => this.#everything())}
      </div>`,
    );
  }

  #line(what, spoken, disabled, action) {
    return html`<div class="danger-line"><div>${what}</div>
      <button type="button" class="danger" aria-label="Delete: ${spoken}" ?disabled=${disabled} @click=${action}>Delete …</button></div>`;
  }

  #setDays(text) {
    const days = Number(text);
    this.#days = Number.isInteger(days) && days > 0 && days <= 36_500 ? days : undefined;
    this.#redraw();
  }

  get #seen() {
    return and(current().filter, asTerm(current().period));
  }

  #old() {
    return deleteEntries({ days_to_keep: this.#days }, `those older than ${this.#days} ${this.#days === 1 ? 'day' : 'days'}`);
  }

  #matching() {
    const { filter, period } = current();
    return deleteEntries({ filter: this.#seen }, filter ? `those that match ${visible(filter)}, ${describePeriod(period)}` : `those of ${describePeriod(period)}`);
  }

  #everything() {
    return deleteEntries({ days_to_keep: 0 }, 'all there are');
  }

}
