// The cards in the document: they stay where they are while somebody looks at them, arrows walk over them, and an image
// that does not come says why.
import { failure } from '../api/api.js';
import { render, repeat } from '../view/lit.js';
import { card } from './card.js';

/** A little scrolling is none. */
const SCROLLED = 40;

/** By how many cards a key goes on; up and down are by rows. */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };

export class CardGrid {
  #scroller;
  #root;
  #cards = [];
  #problems = new Map();

  /**
   * @param scroller what is scrolled
   * @param root where the cards are
   */
  constructor(scroller, root) {
    this.#scroller = scroller;
    this.#root = root;
    root.addEventListener('keydown', (event) => this.#pressed(event));
  }

  draw(cards) {
    this.#cards = cards;
    render(
      repeat(cards, ({ id }) => id, (prediction) => card(prediction, this.#problems.get(prediction.id), () => this.#failed(prediction))),
      this.#root,
    );
  }

  /** Whether somebody is reading: what they look at must not move. */
  get isRead() {
    const hovered = matchMedia('(hover: hover)').matches && this.#root.matches(':hover');
    return hovered || this.#scroller.scrollTop > SCROLLED || this.#root.querySelector(':focus-visible') !== null;
  }

  toStart() {
    this.#scroller.scrollTop = 0;
  }

  /** Puts the focus on the card of this id; if there is none, on no card. */
  focus(id) {
    this.#root.querySelector(`[data-id="${id}"]`)?.focus();
  }

  async #failed({ id }) {
    const image = this.#root.querySelector(`[data-id="${id}"] img`);
    if (!image) return;
    this.#problems.set(id, await whyMissing(image.src));
    this.draw(this.#cards);
  }

  #pressed(event) {
    const cards = [...this.#root.querySelectorAll('.prediction-card')];
    const at = cards.indexOf(event.target);
    if (at < 0 || !(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
    const length = event.key === 'ArrowUp' || event.key === 'ArrowDown' ? columns(cards) : 1;
    cards[at + STEPS[event.key] * length]?.focus();
    event.preventDefault();
  }
}

/** How many stand side by side. */
function columns(cards) {
  const { top } = cards[0].getBoundingClientRect();
  const next = cards.findIndex((each) => each.getBoundingClientRect().top > top);
  return next < 0 ? cards.length : next;
}

/** What the server says of an image that a browser could not load. */
export async function whyMissing(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? 'The image cannot be shown' : (await failure(answer)).message;
  } catch {
    return 'The page cannot reach its server';
  }
}
