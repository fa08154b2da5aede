// How long entries, predictions and images are kept.
import { LEVELS } from '../model/levels.js';
import { changeSettings, settings } from '../model/settings.js';
import { bytes, count, visible } from '../model/text.js';
import { announce } from '../view/announcements.js';
import { form } from '../view/formDialog.js';
import { html, nothing } from '../view/lit.js';
import { section } from './section.js';

const MOST_DAYS = 36_500;
const MEBIBYTE = 1024 * 1024;
const MOST_MEBIBYTES = 1024 * 1024 * 1024;

/** The two lists of exceptions: their name, and the field that says what each is for. */
const LISTS = { levels: 'level', sources: 'source' };

export class RetentionSection {
  id = 'retention';
  title = 'Retention';

  draw() {
    const retention = settings()?.retention ?? {};
    const { days = 0, levels = [], sources = [] } = retention;
    return section(
      this.id,
      this.title,
      'How long entries, predictions and images are kept, counted from the day they came in. Where several rules apply, the shortest counts; “for ever” never outlasts a number of days.',
      html`<table class="table retention" role="table" aria-label="Retention">
          <thead role="rowgroup"><tr role="row">
            <th role="columnheader" scope="col">What</th><th role="columnheader" scope="col">Rule</th>
            <th role="columnheader" scope="col"><span class="visually-hidden">Actions</span></th>
          </tr></thead>
          <tbody role="rowgroup">
            ${row('All entries', days, () => this.#changeDays('All entries', 'days', days))}
            ${levels.map((rule) => this.#rule('levels', `Level ${rule.level}`, rule))}
            ${sources.map((rule) => this.#rule('sources', `Source ${visible(rule.source)}`, rule))}
            ${this.#ofPredictions(retention)}
          </tbody>
        </table>
        <div class="panel-actions">
          <button type="button" id="add-retention" @click=${() => this.#add('levels', levelField(levels))}>Add a level …</button>
          <button type="button" @click=${() => this.#add('sources', sourceField())}>Add a source …</button>
        </div>`,
    );
  }

  #rule(list, title, rule) {
    const key = rule[LISTS[list]];
    const change = () => this.#ask(title, rule.days ?? 0, [], ({ days }) => this.#put(list, key, days));
    return row(title, rule.days ?? 0, change, () => this.#remove(list, key, title));
  }

  /** Images go with their predictions, or before them. */
  #ofPredictions({ prediction_days: predictions = 0, image_days: images = 0, image_max_bytes: most = 0, image_min_free_bytes: free = 0 }) {
    const hint = 'The oldest images go first; their predictions stay. 0: no such rule.';
    return html`${row('Predictions', predictions, () => this.#changeDays('Predictions', 'prediction_days', predictions))}
      ${row('Images', images, () => this.#changeDays('Images', 'image_days', images))}
      ${sizeRow('Most space for images', most, () => this.#changeBytes('Most space for images', 'image_max_bytes', most, hint))}
      ${sizeRow('Space that images leave free', free, () => this.#changeBytes('Space that images leave free', 'image_min_free_bytes', free, hint))}`;
  }

  #changeDays(title, name, days) {
    return this.#ask(title, days, [], (values) => changeSettings({ retention: { [name]: Number(values.days) } }));
  }

  async #changeBytes(title, name, number, hint) {
    const value = String(Math.round((number / MEBIBYTE) * 100) / 100);
    const field = { name, label: 'MiB', kind: 'number', value, min: 0, max: MOST_MEBIBYTES, step: 'any', required: true, hint };
    const save = (values) => changeSettings({ retention: { [name]: Math.round(Number(values[name]) * MEBIBYTE) } });
    if (await form({ title, fields: [field], save })) announce('Retention saved');
  }

  #add(list, field) {
    return this.#ask(`Retention of a ${LISTS[list]}`, 7, [field], (values) => this.#put(list, values[field.name].trim(), values.days));
  }

  async #ask(title, days, fields, save) {
    const hint = (values) => (Number(values.days) === 0 ? '0: for ever.' : `Older ones are deleted at the next full hour, and cannot be had back. 0: for ever.`);
    const field = { name: 'days', label: 'Kept for how many days', kind: 'number', value: String(days), min: 0, max: MOST_DAYS, step: 1, required: true, hint };
    const saved = await form({ title, fields: [...fields, field], save });
    if (saved) announce('Retention saved');
  }

  async #put(list, key, days) {
    const name = LISTS[list];
    await changeSettings({ retention: { [list]: [...this.#others(list, key), { [name]: key, days: Number(days) }] } });
  }

  async #remove(list, key, title) {
    try {
      await changeSettings({ retention: { [list]: this.#others(list, key) } });
      announce(`${title} has no rule of its own any more`);
      // The button that was pressed has gone.
      document.getElementById('add-retention')?.focus();
    } catch (error) {
      announce(error.message, { error: true });
    }
  }

  #others(list, key) {
    return (settings().retention?.[list] ?? []).filter((rule) => rule[LISTS[list]] !== key);
  }
}

function row(title, days, change, remove) {
  return line(title, spoken(days), change, remove);
}

function sizeRow(title, number, change) {
  return line(title, number === 0 ? 'no bound' : bytes(number), change);
}

function line(title, value, change, remove) {
  return html`<tr role="row">
    <td role="cell" class="name">${title}</td>
    <td role="cell" data-label="Rule">${value}</td>
    <td role="cell" class="row-actions">
      <button type="button" class="small" aria-label="Change the retention: ${title}" @click=${change}>Change</button>
      ${remove ? html`<button type="button" class="small" aria-label="Remove the retention: ${title}" @click=${remove}>Remove</button>` : nothing}
    </td>
  </tr>`;
}

function spoken(days) {
  return days === 0 ? 'for ever' : `${count(days)} ${days === 1 ? 'day' : 'days'}`;
}

function levelField(rules) {
  const free = LEVELS.filter((level) => !rules.some((rule) => rule.level === level));
  return { name: 'level', label: 'Level', kind: 'choice', value: free.at(-1) ?? 'DEBUG', choices: (free.length ? free : LEVELS).map((level) => ({ value: level, name: level })) };
}

function sourceField() {
  return { name: 'source', label: 'Source', required: true, maxlength: 100, hint: 'Its full name.' };
}
