// One prediction with all that is known of it: its image, its boxes, its fields, and what happened around it.
import { address, get } from '../api/api.js';
import { copy } from '../list/details.js';
import { and } from '../model/filter.js';
import { print } from '../model/json.js';
import { asTerm } from '../model/period.js';
import { addressOf, current, go } from '../model/state.js';
import { count, visible } from '../model/text.js';
import * as time from '../model/time.js';
import { Dialog } from '../view/dialog.js';
import { html, nothing } from '../view/lit.js';
import { whyMissing } from './cardGrid.js';
import { documents, facts } from './facts.js';
import { description, hasImage, imageAddress, origin, originIcon, percent, result, timeOf, whyNoImage } from './prediction.js';
import { Timeline } from './timeline.js';

/** More boxes at once nobody reads. */
const MOST_BOXES = 100;

const KEYS = { ArrowLeft: 'newer', ArrowRight: 'older' };

export class PredictionDetails {
  #dialog = new Dialog('Prediction', 'prediction-details');
  #id;
  #prediction;
  #error;
  #problem;
  #neighbours = {};
  #timeline;
  #boxes = true;
  #allBoxes = false;
  #marked;
  #abort;

  /** The id of the last one that was shown, when it is closed. */
  closed = this.#dialog.result.then(() => {
    this.#abort.abort();
    this.#timeline?.close();
    return this.#id;
  });

  constructor(id) {
    this.show(id);
  }

  close() {
    this.#dialog.close();
  }

  /** Shows this one in the place of the other. */
  async show(id) {
    if (id === this.#id) return;
    this.#id = id;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#draw();
    try {
      const { prediction } = await get(`/api/predictions/${id}`, {}, { signal: abort.signal });
      this.#become(prediction);
      await this.#lookBeside(abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error;
    }
    this.#draw();
  }

  #become(prediction) {
    this.#timeline?.close();
    this.#prediction = prediction;
    this.#error = undefined;
    this.#problem = undefined;
    this.#marked = undefined;
    this.#allBoxes = false;
    this.#neighbours = {};
    this.#timeline = new Timeline(prediction, () => this.#draw());
    this.#draw();
  }

  /** Which ones are before and after it, among those that one looks at. */
  async #lookBeside(signal) {
    const { id, time: at } = this.#prediction;
    const { filter, period } = current();
    const ask = async (sign, order) => {
      const beside = and(and(filter, asTerm(period)), `(time ${sign} ${at} OR (time = ${at} AND id ${sign} ${id}))`);
      const { predictions } = await get('/api/predictions', { filter: beside, order_by: order, limit: 1, with_total: false }, { signal });
      return predictions[0]?.id;
    };
    const [newer, older] = await Promise.all([ask('>', 'time asc'), ask('<', 'time desc')]);
    this.#neighbours = { newer, older };
  }

  #go(where) {
    const id = this.#neighbours[where];
    if (id !== undefined) go({ prediction: String(id) }, { step: false });
  }

  #pressed(event) {
    if (!(event.key in KEYS) || event.altKey || event.ctrlKey || event.metaKey || event.target.closest('select, input, pre')) return;
    event.preventDefault();
    this.#go(KEYS[event.key]);
  }

  #draw() {
    this.#dialog.title = `Prediction ${this.#id}`;
    this.#dialog.draw(html`<div class="prediction-body" tabindex="-1" @keydown=${(event) => this.#pressed(event)}>
      <div class="prediction-tools">${this.#tools()}</div>
      ${this.#error ? html`<div class="notice error" role="alert"><p>${this.#error.message}</p></div>` : nothing} ${this.#body()}
    </div>`);
  }

  #tools() {
    const step = (where, text) =>
      html`<button type="button" aria-disabled=${this.#neighbours[where] === undefined} @click=${() => this.#go(where)}>${text}</button>`;
    return html`${step('newer', '← Newer')} ${step('older', 'Older →')}
      <span class="spring"></span>
      <button type="button" autofocus @click=${() => this.close()}>Close</button>`;
  }

  #copies() {
    const link = addressOf({ view: 'predictions', prediction: this.#id });
    return html`<div class="copies">
      <button type="button" class="small" @click=${() => copy(print(this.#prediction), 'JSON')}>Copy as JSON</button>
      <button type="button" class="small" @click=${() => copy(new URL(link, location.href).href, 'Link')}>Copy link</button>
    </div>`;
  }

  #body() {
    const prediction = this.#prediction;
    if (!prediction) return this.#error ? nothing : html`<p class="muted">Looking …</p>`;
    const { kind, text } = result(prediction);
    return html`<p class="prediction-summary">
        <span class="result" data-result=${kind}>${text}</span> <span class="sure">${percent(prediction.confidence, 1)}</span>
        <span class="origin ${originIcon(prediction)}">${origin(prediction)}</span> <span class="muted">${time.full(timeOf(prediction))} ${time.zone()}</span>
      </p>
      <div class="prediction-columns">
        <div class="prediction-picture">${this.#picture(prediction)} ${this.#boxList(prediction)} ${this.#timeline.draw()}</div>
        <div class="prediction-facts">${facts(prediction)} ${documents(prediction)} ${this.#copies()}</div>
      </div>`;
  }

  #picture(prediction) {
    const why = hasImage(prediction) ? this.#problem : whyNoImage(prediction);
    if (why) return html`<p class="picture missing">${why}</p>`;
    const source = imageAddress(prediction, { view: this.#boxes ? 'annotated' : 'original' });
    const original = address(`/api/predictions/${prediction.id}/image`, { view: 'original' });
    return html`<div class="stage">
        <img src=${source} alt=${description(prediction)} width=${prediction.image_width || nothing} height=${prediction.image_height || nothing}
          @error=${(event) => this.#failed(event.target)} />
        ${this.#mark(prediction)}
      </div>
      <div class="picture-tools">
        <label><input type="checkbox" .checked=${this.#boxes} @change=${(event) => this.#showBoxes(event.target.checked)} /> Boxes</label>
        <span class="spring"></span>
        <a href=${original} target="_blank" rel="noopener">Original file</a>
      </div>`;
  }

  /** The box that is pointed at in the list. */
  #mark({ image_width: width, image_height: height }) {
    if (!this.#marked || !width) return nothing;
    const [left, top, right, bottom] = this.#marked;
    return html`<svg class="mark" viewBox="0 0 ${width} ${height}" aria-hidden="true">
      <rect x=${left} y=${top} width=${right - left} height=${bottom - top} />
    </svg>`;
  }

  #boxList({ detections = [] }) {
    if (detections.length === 0) return html`<p class="muted">Nothing was found in it.</p>`;
    const shown = this.#allBoxes ? detections : detections.slice(0, MOST_BOXES);
    return html`<table class="boxes" @pointerleave=${() => this.#point(undefined)}>
        <caption class="visually-hidden">What was found</caption>
        <thead><tr><th scope="col">Class</th><th scope="col" class="number">Confidence</th><th scope="col">Box</th></tr></thead>
        <tbody>${shown.map((each) => this.#boxRow(each))}</tbody>
      </table>
      ${shown.length < detections.length
        ? html`<p><button type="button" class="link" @click=${() => this.#showAll()}>${count(detections.length - shown.length)} more</button></p>`
        : nothing}`;
  }

  #boxRow({ class: name, confidence, bbox = [] }) {
    return html`<tr @pointerenter=${() => this.#point(bbox)}>
      <td>${visible(name ?? 'unnamed')}</td>
      <td class="number">${percent(confidence, 1)}</td>
      <td class="box">${bbox.length === 4 ? size(bbox) : '–'}</td>
    </tr>`;
  }

  #point(bbox) {
    this.#marked = bbox?.length === 4 ? bbox : undefined;
    this.#draw();
  }

  #showBoxes(boxes) {
    this.#boxes = boxes;
    this.#draw();
  }

  #showAll() {
    this.#allBoxes = true;
    this.#draw();
  }

  async #failed(image) {
    const { src } = image;
    const problem = await whyMissing(src);
    if (image.src !== src) return;
    this.#problem = problem;
    this.#draw();
  }
}

/** 120 × 80 at 34, 56 */
function size([left, top, right, bottom]) {
  return `${count(Math.round(right - left))} × ${count(Math.round(bottom - top))} at ${Math.round(left)}, ${Math.round(top)}`;
}
