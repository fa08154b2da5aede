// How long entries are kept.
import { LEVELS } from '../model/levels.js';
import { changeSettings, settings } from '../model/settings.js';
import { count, visible } from '../model/text.js';
import { announce } from '../view/announcements.js';
import { form } from '../view/formDialog.js';
import { html, nothing } from '../view/lit.js';
import { section } from './section.js';

const MOST_DAYS = 36_500;

/** The two lists of exceptions: their name, and the field that says what each is for. */
const LISTS = { levels: 'level', sources: 'source' };

export class RetentionSection {
  id = 'retention';
  title = 'Retention';

  draw() {
    const { days = 0, levels = [], sources = [] } = settings()?.retention ?? {};
    return section(
      this.id,
      this.title,
      'How long entries are kept, counted from the day they came in. Where several rules apply, the shortest counts; “for ever” never outlasts a number of days.',
      html`<table class="table retention" role="table" aria-label="Retention">
          <thead role="rowgroup"><tr role="row">
            <th role="columnheader" scope="col">Entries</th><th role="columnheader" scope="col">Kept for</th>
            <th role="columnheader" scope="col"><span class="visually-hidden">Actions</span></th>
          </tr></thead>
          <tbody role="rowgroup">
            ${row('All', days, () => this.#changeAll(days))}
            ${levels.map((rule) => this.#rule('levels', `Level ${rule.level}`, rule))}
            ${sources.map((rule) => this.#rule('sources', `Source ${visible(rule.source)}`, rule))}
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

  #changeAll(days) {
    return this.#ask('All entries', days, [], (values) => changeSettings({ retention: { days: Number(values.days) } }));
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
  return html`<tr role="row">
    <td role="cell" class="name">${title}</td>
    <td role="cell" data-label="Kept for">${spoken(days)}</td>
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
