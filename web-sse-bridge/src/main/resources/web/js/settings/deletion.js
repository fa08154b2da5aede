// Deleting entries for good: first it is counted what would go, then a word has to be typed.
import { send } from '../api/api.js';
import { count } from '../model/text.js';
import { announce } from '../view/announcements.js';
import { Dialog } from '../view/dialog.js';
import { html, nothing } from '../view/lit.js';

const WORD = 'DELETE';

/**
 * @param target {days_to_keep} or {filter}
 * @param what which entries these are, in words
 * @returns whether they were deleted
 */
export function deleteEntries(target, what) {
  return new DeletionDialog(target, what).result;
}

class DeletionDialog {
  #target;
  #what;
  #dialog = new Dialog('Delete log entries');
  #number;
  #typed = '';
  #deleting = false;
  #error;

  constructor(target, what) {
    this.#target = target;
    this.#what = what;
    this.#draw();
    this.#count();
  }

  get result() {
    return this.#dialog.result;
  }

  async #count() {
    this.#error = undefined;
    try {
      this.#number = (await this.#send({ dry_run: true })).deleted_count;
    } catch (error) {
      this.#error = error;
    }
    this.#draw();
    this.#dialog.find('#typed-word')?.focus();
  }

  #send(parameters) {
    return send('DELETE', '/api/logs/cleanup', { parameters: { ...this.#target, ...parameters } });
  }

  #draw() {
    this.#dialog.draw(html`<form @submit=${(event) => this.#submit(event)}>
      <p aria-live="polite">${this.#message()}</p>
      ${this.#number ? this.#word() : nothing} ${this.#error ? html`<p class="problem" role="alert">${this.#error.message}</p>` : nothing}
      <div class="dialog-actions">
        <button type="button" aria-disabled=${this.#deleting} @click=${() => this.#giveUp()}>${this.#number === 0 ? 'Close' : 'Cancel'}</button>
        ${this.#number ? this.#button() : nothing}
      </div>
    </form>`);
  }

  #message() {
    if (this.#number === undefined) return this.#error ? `What would go could not be counted.` : `Counting ${this.#what} …`;
    if (this.#number === 0) return `There is nothing to delete: ${this.#what} are none.`;
    return html`This deletes <b>${entries(this.#number)}</b>: ${this.#what}. They cannot be had back.`;
  }

  #word() {
    return html`<div class="field">
      <label for="typed-word">Type ${WORD} to go on</label>
      <input id="typed-word" autocomplete="off" autocapitalize="off" spellcheck="false" ?readonly=${this.#deleting} @input=${(event) => this.#type(event.target.value)} />
    </div>`;
  }

  #button() {
    return html`<button type="submit" class="danger primary" ?disabled=${!this.#confirmed} aria-disabled=${this.#deleting}>${this.#deleting ? 'Deleting …' : `Delete ${entries(this.#number)}`}</button>`;
  }

  get #confirmed() {
    return this.#typed.trim() === WORD;
  }

  #giveUp() {
    if (!this.#deleting) this.#dialog.close(false);
  }

  #type(text) {
    this.#typed = text;
    this.#draw();
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.#confirmed || this.#deleting) return;
    this.#become(true);
    try {
      const { deleted_count: deleted } = await this.#send({});
      this.#become(false);
      this.#dialog.close(true);
      announce(`${entries(deleted)} deleted`);
    } catch (error) {
      this.#error = error;
      this.#become(false);
    }
  }

  #become(deleting) {
    this.#deleting = deleting;
    this.#dialog.busy = deleting;
    this.#draw();
  }
}

function entries(number) {
  return `${count(number)} ${number === 1 ? 'entry' : 'entries'}`;
}
