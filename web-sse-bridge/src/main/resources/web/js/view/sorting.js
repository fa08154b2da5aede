// The order of a table's rows, chosen by its headers.
import { html, nothing } from './lit.js';

export class Sorting {
  #column;
  #descending;
  #changed;

  /**
   * @param columns {name: {label, value(row), first: 'descending' if that is what one wants first}}
   * @param changed called when another order was chosen
   */
  constructor(columns, column, changed) {
    this.columns = columns;
    this.#column = column;
    this.#descending = columns[column].first === 'descending';
    this.#changed = changed;
  }

  /** A sorted copy. */
  apply(rows) {
    const value = this.columns[this.#column].value;
    const sign = this.#descending ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(value(a), value(b)));
  }

  /** A column's header cell. */
  header(name, className = '') {
    const column = this.columns[name];
    const sorted = this.#column === name;
    const order = sorted ? (this.#descending ? 'descending' : 'ascending') : nothing;
    return html`<th role="columnheader" scope="col" class=${className} aria-sort=${order}>
      <button type="button" class="sort" @click=${() => this.#choose(name)}>${column.label}<span class="sort-mark" aria-hidden="true"></span></button>
    </th>`;
  }

  #choose(name) {
    const descending = this.columns[name].first === 'descending';
    this.#descending = this.#column === name ? !this.#descending : descending;
    this.#column = name;
    this.#changed();
  }
}

/** Numbers as numbers, texts as people sort them: camera.2 before camera.10. What is missing comes first. */
function compare(a, b) {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en', { numeric: true });
  return (a ?? -Infinity) - (b ?? -Infinity) || 0;
}
