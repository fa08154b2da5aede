// What the live view and the history have in common above their lists.
import { prefer, preference } from '../model/preferences.js';
import { html } from './lit.js';

export function listTools() {
  const relative = preference('times') === 'relative';
  return html`<button type="button" @click=${() => prefer('times', relative ? 'absolute' : 'relative')}>
    ${relative ? 'Relative times' : 'Absolute times'}
  </button>`;
}
