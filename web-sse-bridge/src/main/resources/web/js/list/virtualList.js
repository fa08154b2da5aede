// Shows a few dozen of any number of rows. Rows are of one height, but for those that are unfolded.

/** Beyond the edges, so that fast scrolling shows no white. */
const OVERSCAN = 8;

/** Elements kept for the next rows. */
const MOST_SPARE = 100;

/** Until it is known. */
const UNFOLDED_GUESS = 220;

export class VirtualList {
  #scroller;
  #sizer;
  #source;
  #shown = new Map();
  #spare = [];
  #unfolded = new Map();
  #active;
  #scheduled = false;
  #rowHeight = 28;
  #folds = [];
  #resize = new ResizeObserver((changes) => this.#measured(changes));

  /**
   * @param scroller the element that scrolls
   * @param source {count(), at(index), draw(element, item), unfold(element, item), scrolled()}; items have a key
   */
  constructor(scroller, source) {
    this.#scroller = scroller;
    this.#source = source;
    this.#sizer = document.createElement('div');
    this.#sizer.className = 'rows';
    this.#sizer.setAttribute('role', 'rowgroup');
    scroller.replaceChildren(this.#sizer);
    scroller.addEventListener('scroll', () => {
      this.schedule();
      source.scrolled?.();
    }, { passive: true });
    scroller.addEventListener('click', (event) => this.#clicked(event));
    scroller.addEventListener('keydown', (event) => this.#pressed(event));
    this.#resize.observe(scroller);
    this.#readHeight();
  }

  /** Draws at the next frame. */
  schedule() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => {
        this.#scheduled = false;
        this.draw();
      });
    }
  }

  /** Draws what can be seen now. */
  draw() {
    this.#findFolds();
    this.#sizer.style.height = `${this.#total()}px`;
    this.#scroller.setAttribute('aria-rowcount', String(this.#source.count()));
    const [first, last] = this.#window();
    const before = this.#shown;
    this.#shown = new Map();
    for (let i = first; i < last; i++) {
      const item = this.#source.at(i);
      const kept = before.get(item.key);
      before.delete(item.key);
      this.#place(kept?.element ?? this.#make(item), item, i);
    }
    before.forEach(({ element }) => this.#release(element));
    this.#scroller.setAttribute('aria-activedescendant', this.#shown.has(this.#active) ? rowId(this.#active) : '');
  }

  /** Draws everything anew: the way rows look has changed. */
  redraw() {
    this.#shown.forEach(({ element }) => this.#release(element));
    this.#shown = new Map();
    this.#readHeight();
    this.draw();
  }

  /** Forgets what is unfolded and active. */
  reset() {
    this.#unfolded.clear();
    this.#active = undefined;
    this.redraw();
  }

  scrollToEnd() {
    this.#findFolds();
    this.#sizer.style.height = `${this.#total()}px`;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  scrollToStart() {
    this.#scroller.scrollTop = 0;
  }

  /** Brings a row into view, in the middle if it was not in it. */
  reveal(index, { unfold = false } = {}) {
    const item = this.#source.at(index);
    this.#active = item.key;
    if (unfold && !this.#unfolded.has(item.key)) this.#unfolded.set(item.key, UNFOLDED_GUESS);
    this.#findFolds();
    this.#sizer.style.height = `${this.#total()}px`;
    const top = this.#offset(index);
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop || top + this.#rowHeight > scrollTop + clientHeight) {
      this.#scroller.scrollTop = Math.max(0, top - clientHeight / 3);
    }
    this.redraw();
  }

  /** The rows that exist now: [{element, item}]. */
  shown() {
    return [...this.#shown.values()];
  }

  get fromStart() {
    return this.#scroller.scrollTop;
  }

  get fromEnd() {
    return this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight;
  }

  get rowHeight() {
    return this.#rowHeight;
  }

  #window() {
    const { scrollTop, clientHeight } = this.#scroller;
    const first = Math.max(0, this.#indexAt(scrollTop) - OVERSCAN);
    const last = Math.min(this.#source.count(), this.#indexAt(scrollTop + clientHeight) + OVERSCAN + 1);
    return [first, last];
  }

  #make(item) {
    const element = this.#spare.pop() ?? newRow();
    element.id = rowId(item.key);
    element.className = 'row';
    this.#source.draw(element, item);
    this.#sizer.append(element);
    return element;
  }

  #place(element, item, index) {
    const unfolded = this.#unfolded.has(item.key);
    if (unfolded !== element.classList.contains('unfolded')) this.#fold(element, item, unfolded);
    element.classList.toggle('active', item.key === this.#active);
    element.setAttribute('aria-rowindex', String(index + 1));
    element.style.transform = `translateY(${this.#offset(index)}px)`;
    this.#shown.set(item.key, { element, item });
  }

  #fold(element, item, unfolded) {
    element.classList.toggle('unfolded', unfolded);
    this.#removeDetails(element);
    if (element.hasAttribute('aria-expanded')) element.setAttribute('aria-expanded', String(unfolded));
    if (unfolded) {
      const details = document.createElement('div');
      details.className = 'details';
      details.setAttribute('role', 'gridcell');
      element.append(details);
      this.#source.unfold(details, item);
      details.dataset.key = String(item.key);
      this.#resize.observe(details);
    }
  }

  #release(element) {
    this.#removeDetails(element);
    element.classList.remove('unfolded');
    element.remove();
    if (this.#spare.length < MOST_SPARE) this.#spare.push(element);
  }

  #removeDetails(element) {
    const details = element.querySelector('.details');
    if (details) {
      this.#resize.unobserve(details);
      details.remove();
    }
  }

  #measured(changes) {
    for (const { target, borderBoxSize } of changes) {
      const key = Number(target.dataset.key);
      if (this.#unfolded.has(key) && target.isConnected) this.#unfolded.set(key, borderBoxSize[0].blockSize);
    }
    this.#readHeight();
    this.#source.resized?.();
    this.schedule();
  }

  #readHeight() {
    const height = Number.parseFloat(getComputedStyle(this.#scroller).getPropertyValue('--row-height'));
    if (height > 0) this.#rowHeight = height;
  }

  /** Where rows are higher than others, in order. */
  #findFolds() {
    this.#folds = [];
    if (this.#unfolded.size === 0) return;
    for (let i = 0; i < this.#source.count(); i++) {
      const height = this.#unfolded.get(this.#source.at(i).key);
      if (height !== undefined) this.#folds.push({ index: i, height });
    }
  }

  #offset(index) {
    let offset = index * this.#rowHeight;
    for (const fold of this.#folds) if (fold.index < index) offset += fold.height;
    return offset;
  }

  #total() {
    return this.#offset(this.#source.count());
  }

  #indexAt(offset) {
    let above = 0;
    for (const fold of this.#folds) {
      const top = this.#offset(fold.index) + this.#rowHeight;
      if (offset < top) break;
      if (offset < top + fold.height) return fold.index;
      above += fold.height;
    }
    return Math.floor((offset - above) / this.#rowHeight);
  }

  #clicked(event) {
    const row = event.target.closest('.row');
    // Selecting text is no click, and what is unfolded has buttons of its own.
    if (!row || event.target.closest('.details, button, a') || !document.getSelection().isCollapsed) return;
    this.#toggle(Number(row.id.slice(4)));
  }

  #toggle(key) {
    this.#active = key;
    if (!this.#shown.get(key)?.element.hasAttribute('aria-expanded')) return this.draw();
    if (this.#unfolded.has(key)) this.#unfolded.delete(key);
    else this.#unfolded.set(key, UNFOLDED_GUESS);
    this.#source.unfolding?.();
    return this.draw();
  }

  #pressed(event) {
    if (event.target !== this.#scroller) return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / this.#rowHeight) - 1);
    const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps) {
      this.#step(steps[event.key]);
    } else if ((event.key === 'Enter' || event.key === ' ') && this.#active !== undefined) {
      this.#toggle(this.#active);
    } else {
      return;
    }
    event.preventDefault();
  }

  #step(by) {
    const count = this.#source.count();
    if (count === 0) return;
    const at = this.#activeIndex();
    const next = Math.min(count - 1, Math.max(0, at < 0 ? (by > 0 ? this.#window()[0] + OVERSCAN : count - 1) : at + by));
    this.#source.moved?.();
    this.#active = this.#source.at(next).key;
    this.#scrollInto(next);
    this.draw();
  }

  #activeIndex() {
    if (this.#active === undefined) return -1;
    for (let i = 0; i < this.#source.count(); i++) if (this.#source.at(i).key === this.#active) return i;
    return -1;
  }

  #scrollInto(index) {
    const top = this.#offset(index);
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + this.#rowHeight > scrollTop + clientHeight) this.#scroller.scrollTop = top + this.#rowHeight - clientHeight;
  }
}

function newRow() {
  const row = document.createElement('div');
  row.setAttribute('role', 'row');
  return row;
}

function rowId(key) {
  return `row-${key}`;
}
