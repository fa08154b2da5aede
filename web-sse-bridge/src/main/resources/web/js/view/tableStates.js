// What stands where a table will be, or would be.
import { count } from '../model/text.js';
import { html, nothing } from './lit.js';
import { signIn } from './signIn.js';

/** While it is loading. */
export function skeletonRows(columns, rows = 6) {
  const line = html`<tr role="row" class="loading">${Array.from({ length: columns }, () => html`<td role="cell"><span class="skeleton"></span></td>`)}</tr>`;
  return Array.from({ length: rows }, () => line);
}

/** When it could not be loaded. */
export function failure(what, error, again) {
  return html`<div class="notice error" role="alert">
    <p><b>${what}</b> ${error.message}</p>
    ${error.status === 401
      ? html`<button type="button" @click=${signIn}>Sign in …</button>`
      : html`<button type="button" @click=${again}>Try again</button>`}
  </div>`;
}

/** More rows at once nobody reads, and the browser feels them. */
export const MOST_ROWS = 500;

/** Below a table that leaves rows out. */
export function hiddenRows(number, showAll) {
  if (number <= 0) return nothing;
  return html`<p class="table-rest">${count(number)} more – find them by name, or <button type="button" class="link" @click=${showAll}>show all</button></p>`;
}
