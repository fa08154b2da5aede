// The frame of a part of the settings page.
import { html } from '../view/lit.js';

/** A heading, what it is about, and what there is to set. */
export function section(id, title, about, body) {
  return html`<section class="panel" id=${id} tabindex="-1" aria-labelledby="${id}-title">
    <header><h2 id="${id}-title">${title}</h2><p>${about}</p></header>
    ${body}
  </section>`;
}

/** A choice among few, all of them in sight. */
export function segments(name, label, chosen, choices, choose) {
  return html`<fieldset class="segments">
    <legend>${label}</legend>
    <div class="segment-row">
      ${choices.map(
        ([value, text]) => html`<label><input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => choose(value)} /><span>${text}</span></label>`,
      )}
    </div>
  </fieldset>`;
}
