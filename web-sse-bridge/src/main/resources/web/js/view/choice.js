// A control for a field of the filter that has a few values.
import { html, live, nothing } from './lit.js';

/**
 * What it cannot show, it says.
 *
 * @param all what it says if nothing is chosen
 * @param chosen {operator, value} of the filter's term, or undefined
 * @param options {value, name}
 * @param set called with the value that is chosen; with nothing for all
 */
export function choice(name, all, chosen, options, set) {
  const value = chosen ? (chosen.operator === '=' ? chosen.value : 'other') : '';
  const known = options.some((option) => option.value === value);
  return html`<select aria-label=${name} .value=${live(value)} @change=${(event) => set(event.target.value)}>
    <option value="" ?selected=${!value}>${all}</option>
    ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.name}</option>`)}
    ${value && !known && value !== 'other' ? html`<option value=${value} selected>${value}</option>` : nothing}
    ${value === 'other' ? html`<option value="other" selected disabled>as in the box</option>` : nothing}
  </select>`;
}
