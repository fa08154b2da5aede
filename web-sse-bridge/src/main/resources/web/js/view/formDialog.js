// A dialog with fields. It stays open until what was typed is saved, and says at the field what is wrong with it.
import { Dialog } from './dialog.js';
import { html, nothing } from './lit.js';

/**
 * Shows fields and saves them.
 *
 * @param options {title, text, action, danger, save(values), fields: [{name, label, kind, value, choices, hint,
 *     required, shown(values), …attributes}]}; kinds: text (default), number, password, datetime-local, area, choice.
 *     What save throws is shown; error fields that end in a field's name stand at that field.
 * @returns what save returned; undefined if it was given up
 */
export function form(options) {
  return new FormDialog(options).result;
}

/** Asks for one text. */
export async function prompt({ title, label, value = '', action = 'Save', ...attributes }) {
  const field = { name: 'text', label, value, required: true, ...attributes };
  return form({ title, action, fields: [field], save: ({ text }) => text.trim() });
}

class FormDialog {
  #options;
  #dialog;
  #values;
  #errors = {};
  #problem = '';
  #saving = false;

  constructor(options) {
    this.#options = options;
    this.#values = Object.fromEntries(options.fields.map(({ name, value }) => [name, value ?? '']));
    this.#dialog = new Dialog(options.title);
    this.#draw();
  }

  get result() {
    return this.#dialog.result;
  }

  get #fields() {
    return this.#options.fields.filter((field) => field.shown?.(this.#values) ?? true);
  }

  #draw() {
    const { text, action = 'Save', danger = false } = this.#options;
    this.#dialog.draw(html`<form novalidate @submit=${(event) => this.#submit(event)}>
      ${text ? html`<p>${text}</p>` : nothing} ${this.#fields.map((field) => this.#field(field))}
      <p class="problem" role="alert" ?hidden=${!this.#problem}>${this.#problem}</p>
      <div class="dialog-actions">
        <button type="button" aria-disabled=${this.#saving} @click=${() => this.#giveUp()}>Cancel</button>
        <button type="submit" class=${danger ? 'danger primary' : 'primary'} aria-disabled=${this.#saving}>${this.#saving ? 'Saving …' : action}</button>
      </div>
    </form>`);
  }

  #field(field) {
    const error = this.#errors[field.name];
    const note = `field-${field.name}-note`;
    const hint = typeof field.hint === 'function' ? field.hint(this.#values) : field.hint;
    return html`<div class="field">
      <label for="field-${field.name}">${field.label}</label>
      ${this.#input(field, error || hint ? note : nothing, Boolean(error))}
      ${error ? html`<p class="problem" id=${note}>${error}</p>` : hint ? html`<p class="hint" id=${note}>${hint}</p>` : nothing}
    </div>`;
  }

  #input(field, note, invalid) {
    const id = `field-${field.name}`;
    const change = (event) => this.#changed(field, event.target.value);
    // Only at first: what is half typed is nobody else's.
    const value = field.value ?? '';
    switch (field.kind) {
      case 'choice':
        return html`<select id=${id} name=${field.name} aria-describedby=${note} aria-invalid=${invalid} @change=${change}>
          ${field.choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.name}</option>`)}
        </select>`;
      case 'area':
        return html`<textarea id=${id} name=${field.name} rows="3" maxlength=${field.maxlength ?? nothing} aria-describedby=${note}
          aria-invalid=${invalid} .value=${value} @input=${change}></textarea>`;
      default:
        return html`<input id=${id} name=${field.name} type=${field.kind ?? 'text'} .value=${value} ?required=${field.required}
            min=${field.min ?? nothing} max=${field.max ?? nothing} step=${field.step ?? nothing} maxlength=${field.maxlength ?? nothing}
            autocomplete=${field.autocomplete ?? 'off'} spellcheck="false" list=${field.suggestions ? `${id}-list` : nothing}
            aria-describedby=${note} aria-invalid=${invalid} @input=${change} />
          ${field.suggestions ? html`<datalist id="${id}-list">${field.suggestions.map((each) => html`<option value=${each}></option>`)}</datalist>` : nothing}`;
    }
  }

  #changed(field, value) {
    this.#values[field.name] = value;
    delete this.#errors[field.name];
    this.#forgetHidden();
    this.#draw();
  }

  /** A field that comes back begins anew. */
  #forgetHidden() {
    const shown = this.#fields;
    for (const field of this.#options.fields) if (!shown.includes(field)) this.#values[field.name] = field.value ?? '';
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#saving || !this.#check()) return;
    this.#become(true);
    try {
      const saved = await this.#options.save(this.#values);
      this.#become(false);
      this.#dialog.close(saved ?? true);
    } catch (error) {
      this.#refused(error);
      this.#become(false);
      this.#focusError();
    }
  }

  #giveUp() {
    if (!this.#saving) this.#dialog.close();
  }

  /** Buttons stay focusable meanwhile: a disabled one would lose the focus. */
  #become(saving) {
    this.#saving = saving;
    this.#dialog.busy = saving;
    this.#draw();
  }

  /** What the browser itself can tell. */
  #check() {
    this.#problem = '';
    this.#errors = {};
    for (const field of this.#fields) {
      const input = this.#dialog.find(`#field-${field.name}`);
      const blank = field.required && !this.#values[field.name].trim();
      if (blank || !input.checkValidity()) this.#errors[field.name] = blank ? `${field.label} is missing` : input.validationMessage;
    }
    this.#draw();
    this.#focusError();
    return Object.keys(this.#errors).length === 0;
  }

  #refused(error) {
    const fields = error.fields ?? [];
    for (const { field, description } of fields) {
      const known = this.#fields.find(({ name }) => field.split('.').at(-1) === name);
      if (known) this.#errors[known.name] = description;
    }
    if (Object.keys(this.#errors).length === 0) this.#problem = error.message;
  }

  #focusError() {
    const name = Object.keys(this.#errors)[0];
    if (name) this.#dialog.find(`#field-${name}`)?.focus();
  }
}
