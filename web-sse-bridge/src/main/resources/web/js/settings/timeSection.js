// The zone of the system, and what one person prefers on this browser.
import { onPreference, prefer, preference } from '../model/preferences.js';
import { changeSettings, settings } from '../model/settings.js';
import { announce } from '../view/announcements.js';
import { html, nothing } from '../view/lit.js';
import { section, segments } from './section.js';

const ZONES = ['UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? []).filter((zone) => zone !== 'UTC')];

export class ZoneSection {
  id = 'zone';
  title = 'Time zone';
  #redraw;
  #draft;
  #error = '';

  constructor(redraw) {
    this.#redraw = redraw;
  }

  draw() {
    const saved = settings()?.time_zone ?? '';
    const draft = this.#draft ?? saved;
    return section(
      this.id,
      this.title,
      'In which times are shown to everybody who has not chosen another. What is stored has no zone.',
      html`<form class="line" novalidate @submit=${(event) => this.#save(event)}>
        <div class="field">
          <label for="time-zone">Time zone of the system</label>
          <input id="time-zone" list="time-zones" spellcheck="false" autocomplete="off" .value=${draft} aria-invalid=${Boolean(this.#error)}
            aria-describedby=${this.#error ? 'time-zone-error' : nothing} @input=${(event) => this.#typed(event.target.value)} />
          <datalist id="time-zones">${ZONES.map((zone) => html`<option value=${zone}></option>`)}</datalist>
          ${this.#error ? html`<p class="problem" id="time-zone-error" role="alert">${this.#error}</p>` : nothing}
        </div>
        <button type="submit" class="primary" ?disabled=${!draft.trim() || draft === saved}>Save</button>
      </form>`,
    );
  }

  #typed(text) {
    this.#draft = text;
    this.#error = '';
    this.#redraw();
  }

  async #save(event) {
    event.preventDefault();
    try {
      await changeSettings({ time_zone: this.#draft.trim() });
      this.#draft = undefined;
      announce(`Times are in ${settings().time_zone}`);
    } catch (error) {
      this.#error = error.fields?.[0]?.description ?? error.message;
    }
    this.#redraw();
  }
}

export class PreferenceSection {
  id = 'preferences';
  title = 'This browser';

  constructor(redraw) {
    onPreference(redraw);
  }

  draw() {
    const browser = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return section(
      this.id,
      this.title,
      'What you prefer here. Nobody else is concerned.',
      html`<div class="preferences">
        ${choice('zone', 'Times in', [['server', `System (${settings()?.time_zone ?? 'UTC'})`], ['browser', `Browser (${browser})`], ['UTC', 'UTC']])}
        ${choice('times', 'Shown', [['absolute', 'Absolute'], ['relative', 'Relative (3 min ago)']])}
        ${choice('order', 'Newest entries', [['bottom', 'At the bottom'], ['top', 'At the top']])}
        ${choice('theme', 'Theme', [['auto', 'As the system'], ['light', 'Light'], ['dark', 'Dark']])}
      </div>`,
    );
  }
}

function choice(name, label, choices) {
  return segments(name, label, preference(name), choices, (value) => prefer(name, value));
}
