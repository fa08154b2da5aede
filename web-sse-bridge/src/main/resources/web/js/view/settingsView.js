// What can be set, for the system and for this browser, and how the server is.
import { DangerSection } from '../settings/dangerSection.js';
import { ExportSection } from '../settings/exportSection.js';
import { RetentionSection } from '../settings/retentionSection.js';
import { SessionSection } from '../settings/sessionSection.js';
import { StatusSection } from '../settings/statusSection.js';
import { ThresholdSection } from '../settings/thresholdSection.js';
import { PreferenceSection, ZoneSection } from '../settings/timeSection.js';
import { loadSettings, onSettings, settings } from '../model/settings.js';
import { temporary } from '../model/thresholds.js';
import { html, nothing, render } from './lit.js';
import { failure } from './tableStates.js';

export class SettingsView {
  #root;
  #error;
  #clock;
  #passing = 0;
  #sections;

  constructor() {
    const redraw = () => this.#draw();
    this.#sections = [
      new ThresholdSection(),
      new RetentionSection(),
      new ZoneSection(redraw),
      new PreferenceSection(redraw),
      new ExportSection(),
      new StatusSection(redraw),
      new SessionSection(redraw),
      new DangerSection(redraw),
    ];
    onSettings(redraw);
  }

  open(root) {
    this.#root = root;
    this.#sections.forEach((section) => section.open?.());
    this.#clock = setInterval(() => this.#tick(), 1_000);
    this.refresh();
  }

  close() {
    this.#sections.forEach((section) => section.close?.());
    clearInterval(this.#clock);
    this.#root = undefined;
  }

  /** Reads the settings anew. */
  async refresh() {
    this.#draw();
    try {
      await loadSettings();
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
    this.#draw();
  }

  /** Times count down; when one has run out, the server says what is in force now. */
  #tick() {
    const passing = temporary(settings()).length;
    if (passing < this.#passing) this.refresh();
    else this.#draw();
    this.#passing = passing;
  }

  #draw() {
    if (!this.#root) return;
    render(
      html`<div class="page"><div class="page-inner with-contents">
        <nav class="contents" aria-label="Settings">
          <h1>Settings</h1>
          ${this.#sections.map(({ id, title }) => html`<a href="#${id}" @click=${(event) => show(event, id)}>${title}</a>`)}
        </nav>
        <div class="panels">
          ${this.#error ? failure('The settings cannot be shown.', this.#error, () => this.refresh()) : nothing}
          ${settings() ? this.#sections.map((section) => section.draw()) : this.#waiting()}
        </div>
      </div></div>`,
      this.#root,
    );
  }

  #waiting() {
    return this.#error ? nothing : html`<div class="panel" aria-busy="true"><span class="skeleton"></span><span class="skeleton"></span></div>`;
  }
}

function show(event, id) {
  event.preventDefault();
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}
