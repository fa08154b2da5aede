// Which entries are stored: for all sources, for some of them, and for a while.
import { get } from '../api/api.js';
import { LEVELS } from '../model/levels.js';
import { changeSettings, settings } from '../model/settings.js';
import { visible } from '../model/text.js';
import { allThresholds, temporary } from '../model/thresholds.js';
import * as time from '../model/time.js';
import { announce } from '../view/announcements.js';
import { form } from '../view/formDialog.js';
import { html, nothing, repeat } from '../view/lit.js';
import { section } from './section.js';

const DURATIONS = [
  ['15', '15 minutes'],
  ['60', '1 hour'],
  ['240', '4 hours'],
  ['1440', '1 day'],
  ['custom', 'until a moment of your choice'],
];

export class ThresholdSection {
  id = 'thresholds';
  title = 'Thresholds';
  #sources = [];

  async open() {
    try {
      this.#sources = (await get('/api/logs/sources')).sources.map(({ source }) => source);
    } catch {
      // Names can be typed.
    }
  }

  draw() {
    return section(
      this.id,
      this.title,
      'Entries below their threshold are not stored. A change is in force at once, in every connected writer too.',
      html`<table class="table thresholds" role="table" aria-label="Thresholds">
          <thead role="rowgroup"><tr role="row">
            ${['Source', 'Lasting', 'For a while', 'In force now'].map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}
            <th role="columnheader" scope="col"><span class="visually-hidden">Actions</span></th>
          </tr></thead>
          <tbody role="rowgroup">${repeat(allThresholds(settings()), (each) => each.name, (each) => this.#row(each))}</tbody>
        </table>
        <div class="panel-actions">
          <button type="button" id="add-threshold" @click=${() => this.#editSource()}>Add a source …</button>
          <button type="button" @click=${() => this.#setForAWhile()}>Set for a while …</button>
        </div>`,
    );
  }

  #row({ name, lasting, passing, level }) {
    const shown = spoken(name);
    return html`<tr role="row">
      <td role="cell" class="name">${shown}</td>
      <td role="cell" data-label="Lasting">${lasting ? levelName(lasting) : html`<span class="none">as the others</span>`}</td>
      <td role="cell" data-label="For a while">${passing ? this.#passing(passing, shown) : html`<span class="none">–</span>`}</td>
      <td role="cell" data-label="In force now"><span class="tag in-force">≥ ${level}</span></td>
      <td role="cell" class="row-actions">
        <button type="button" class="small" aria-label="Change the threshold of ${shown}" @click=${() => this.#change(name, lasting)}>Change</button>
        ${name && lasting ? html`<button type="button" class="small" aria-label="Remove the threshold of ${shown}" @click=${() => this.#remove(name)}>Remove</button>` : nothing}
      </td>
    </tr>`;
  }

  #passing({ source = '', level, expire_time: end }, shown) {
    const at = Date.parse(end);
    return html`${levelName(level)} <span class="countdown" title="Until ${time.full(at)} ${time.zone()}">${time.remaining(at)} left</span>
      <button type="button" class="small" aria-label="End the threshold of ${shown} now" @click=${() => this.#end(source)}>End now</button>`;
  }

  #change(name, lasting) {
    if (name) this.#editSource(name, lasting);
    else this.#editGlobal();
  }

  async #editGlobal() {
    const saved = await form({
      title: 'Threshold of all sources',
      text: 'For everything that has no threshold of its own.',
      fields: [levelField(settings().threshold)],
      save: ({ level }) => changeSettings({ threshold: level }).then(() => level),
    });
    if (saved) announce(`Entries from ${saved} on are stored`);
  }

  async #editSource(name = '', level = 'WARNING') {
    const source = { name: 'source', label: 'Source', value: name, required: true, maxlength: 100, suggestions: this.#sources, hint: 'It stands for those below it too: camera for camera.3, unless that has its own.' };
    const saved = await form({
      title: name ? `Threshold of ${visible(name)}` : 'Threshold of a source',
      fields: [...(name ? [] : [source]), levelField(level)],
      save: (values) => this.#saveSource(name || values.source.trim(), values.level),
    });
    if (saved) announce(`${visible(saved)} has its threshold`);
  }

  async #saveSource(source, level) {
    const others = (settings().source_thresholds ?? []).filter((each) => each.source !== source);
    await changeSettings({ source_thresholds: [...others, { source, level }] });
    return source;
  }

  async #setForAWhile() {
    const saved = await form({
      title: 'A threshold for a while',
      text: 'To look closely without forgetting to stop: at its end the lasting threshold is in force again.',
      fields: [
        { name: 'source', label: 'Source', maxlength: 100, suggestions: this.#sources, hint: 'Empty: all sources that have no threshold of their own.' },
        levelField('DEBUG'),
        { name: 'for', label: 'For', kind: 'choice', value: '60', choices: DURATIONS.map(([value, text]) => ({ value, name: text })) },
        { name: 'expire_time', label: `Until (${time.zone()})`, kind: 'datetime-local', step: 1, required: true, shown: (values) => values.for === 'custom' },
      ],
      save: (values) => this.#saveForAWhile(values.source.trim(), values.level, endOf(values)),
    });
    if (saved) announce(saved);
  }

  async #saveForAWhile(source, level, end) {
    const others = temporary(settings()).filter((each) => (each.source ?? '') !== source);
    await changeSettings({ temporary_thresholds: [...others, { source, level, expire_time: new Date(end).toISOString() }] });
    return `${level} until ${time.full(end)}`;
  }

  async #end(source) {
    const others = temporary(settings()).filter((each) => (each.source ?? '') !== source);
    await this.#take({ temporary_thresholds: others }, `The lasting threshold of ${spoken(source)} is in force again`);
  }

  async #remove(source) {
    const others = settings().source_thresholds.filter((each) => each.source !== source);
    await this.#take({ source_thresholds: others }, `${visible(source)} has no threshold of its own any more`);
  }

  async #take(changes, said) {
    try {
      await changeSettings(changes);
      announce(said);
      // The button that was pressed has gone.
      document.getElementById('add-threshold')?.focus();
    } catch (error) {
      announce(error.message, { error: true });
    }
  }
}

function levelField(value) {
  const hint = ({ level }) => (level === 'TRACE' ? 'Everything is stored.' : `Entries below ${level} are not stored, and cannot be had later.`);
  return { name: 'level', label: 'Stored from', kind: 'choice', value, choices: LEVELS.map((level) => ({ value: level, name: level })), hint };
}

function endOf(values) {
  return values.for === 'custom' ? time.fromInput(values.expire_time) : Date.now() + Number(values.for) * 60_000;
}

function levelName(level) {
  return html`<span class="level-name" data-level=${level}>${level}</span>`;
}

function spoken(name) {
  if (name) return visible(name);
  return allThresholds(settings()).length > 1 ? 'All other sources' : 'All sources';
}
