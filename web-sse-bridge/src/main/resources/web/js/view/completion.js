// Completion in the filter's box: fields, then operators, then values. A combobox as the ARIA guide describes it
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
import { element } from '../list/dom.js';

const JOINS = [
  ['AND', 'both'],
  ['OR', 'one of them; binds tighter than AND'],
  ['NOT', 'not what follows'],
];
const MOST = 12;

export class Completion {
  #box;
  #list;
  #source;
  #offers = [];
  #chosen = -1;

  /**
   * @param source {fields(), operators(), values(field), apply()}; fields are [name, note], operators lie under their
   *     fields
   */
  constructor(box, list, source) {
    this.#box = box;
    this.#list = list;
    this.#source = source;
    box.addEventListener('input', () => this.#offer());
    box.addEventListener('click', () => this.#offer());
    box.addEventListener('keydown', (event) => this.#pressed(event));
    box.addEventListener('blur', () => this.#close());
    list.addEventListener('pointerdown', (event) => {
      event.preventDefault(); // The box keeps the cursor.
      const at = [...list.children].indexOf(event.target.closest('li'));
      if (at >= 0) this.#take(at);
    });
  }

  #offer() {
    const before = this.#box.value.slice(0, this.#box.selectionStart);
    this.#offers = isInQuotes(before) ? [] : this.#find(before);
    this.#chosen = -1;
    this.#draw();
  }

  #find(before) {
    const value = /(?:^|[\s(-])([a-z_]+)\s*(?:>=|<=|!=|=|<|>|:)\s*([^\s()]*)$/.exec(before);
    if (value) return this.#values(value[1], value[2]);
    const field = /(?:^|[\s(-])([a-z_]+)\s+$/.exec(before);
    const operators = field && this.#source.operators()[field[1]];
    if (operators) return operators.map((operator) => ({ text: `${operator} `, shown: `${field[1]} ${operator}`, replaces: 0 }));
    const word = /[^\s()-]*$/.exec(before)[0];
    const known = [...this.#source.fields().map(([name, note]) => ({ name, note })), ...(before.trim() ? JOINS.map(([name, note]) => ({ name, note })) : [])];
    return known
      .filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()) && name !== word)
      .map(({ name, note }) => ({ text: name.endsWith('.') ? name : `${name} `, shown: name, note, replaces: word.length }));
  }

  #values(field, begun) {
    return this.#source
      .values(field)
      .map((value) => (typeof value === 'string' ? { value, note: '' } : value))
      .filter(({ value, note }) => `${value} ${note}`.toLowerCase().includes(begun.toLowerCase()) && value !== begun)
      .map(({ value, note }) => ({ text: `${value} `, shown: value, note, replaces: begun.length }));
  }

  #draw() {
    this.#offers = this.#offers.slice(0, MOST);
    const open = this.#offers.length > 0;
    this.#list.hidden = !open;
    this.#box.setAttribute('aria-expanded', String(open));
    this.#list.replaceChildren(
      ...this.#offers.map((offer, i) => {
        const option = element('li', i === this.#chosen ? 'chosen' : '', offer.shown, element('span', 'note', offer.note ?? ''));
        option.id = `completion-${i}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', String(i === this.#chosen));
        return option;
      }),
    );
    if (this.#chosen >= 0) this.#box.setAttribute('aria-activedescendant', `completion-${this.#chosen}`);
    else this.#box.removeAttribute('aria-activedescendant');
  }

  #close() {
    this.#offers = [];
    this.#chosen = -1;
    this.#draw();
  }

  #take(at) {
    const offer = this.#offers[at];
    const cursor = this.#box.selectionStart;
    this.#box.setRangeText(offer.text, cursor - offer.replaces, cursor, 'end');
    this.#offer();
  }

  #pressed(event) {
    const open = this.#offers.length > 0;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (open && this.#chosen >= 0) {
        this.#take(this.#chosen);
      } else {
        this.#close();
        this.#source.apply();
      }
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      this.#chosen = (this.#chosen + by + this.#offers.length + (this.#chosen < 0 && by < 0 ? 1 : 0)) % this.#offers.length;
      this.#draw();
    } else if (event.key === 'Tab' && open && this.#chosen >= 0) {
      event.preventDefault();
      this.#take(this.#chosen);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      this.#close();
    }
  }
}

function isInQuotes(text) {
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (quote) quote = text[i] === quote ? '' : quote;
    else if (text[i] === '"' || text[i] === "'") quote = text[i];
  }
  return quote !== '';
}
