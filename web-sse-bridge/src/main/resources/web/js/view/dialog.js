// Dialogs, on the browser's own element: it keeps the focus inside, closes on Escape, and gives the focus back.
import { html, render } from './lit.js';

let lastId = 0;

export class Dialog {
  #element = document.createElement('dialog');
  #title;
  #titleId = `dialog-${++lastId}`;
  #resolve;
  #value;
  #busy = false;

  /** What it was closed with; undefined if it was given up. */
  result = new Promise((resolve) => {
    this.#resolve = resolve;
  });

  /** @param kind a class of the style sheets */
  constructor(title, kind = '') {
    this.#title = title;
    this.#element.className = `dialog ${kind}`;
    this.#element.setAttribute('aria-labelledby', this.#titleId);
    this.#element.addEventListener('cancel', (event) => {
      if (this.#busy) event.preventDefault();
    });
    this.#element.addEventListener('close', () => this.#closed());
  }

  /** From the next drawing on. */
  set title(title) {
    this.#title = title;
  }

  /** Shows this below the title, in the place of what was there. */
  draw(body) {
    render(html`<h2 id=${this.#titleId}>${this.#title}</h2>${body}`, this.#element);
    if (!this.#element.isConnected) {
      document.getElementById('dialogs').append(this.#element);
      this.#element.showModal();
    }
  }

  /** While something is under way it does not close on Escape. */
  set busy(busy) {
    this.#busy = busy;
    this.#element.setAttribute('aria-busy', String(busy));
  }

  find(selector) {
    return this.#element.querySelector(selector);
  }

  close(value) {
    this.#value = value;
    this.#element.close();
  }

  #closed() {
    this.#element.remove();
    this.#resolve(this.#value);
  }
}

/** Asks; true only if the answer was yes. */
export async function confirm({ title, text, action, danger = false }) {
  const dialog = new Dialog(title);
  dialog.draw(html`<p>${text}</p>
    <div class="dialog-actions">
      <button type="button" autofocus @click=${() => dialog.close(false)}>Cancel</button>
      <button type="button" class=${danger ? 'danger primary' : 'primary'} @click=${() => dialog.close(true)}>${action}</button>
    </div>`);
  return (await dialog.result) === true;
}
