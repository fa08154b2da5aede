// A prediction among others: its picture, and what matters most.
import { addressOf } from '../model/state.js';
import * as time from '../model/time.js';
import { follow } from '../view/links.js';
import { html, nothing } from '../view/lit.js';
import { description, found, hasImage, imageAddress, model, origin, originIcon, percent, result, timeOf, whyNoImage } from './prediction.js';

/** As large as cards become, on screens with fine pixels too. */
const THUMBNAIL_SIDE = 400;

/**
 * @param problem why its image could not be loaded, or undefined
 * @param failed called when it cannot be loaded
 */
export function card(prediction, problem, failed) {
  const { id } = prediction;
  const { kind, text } = result(prediction);
  const open = { view: 'predictions', prediction: String(id) };
  return html`<li>
    <a class="prediction-card" data-id=${id} data-result=${kind} href=${addressOf(open)} @click=${follow(open)}>
      ${picture(prediction, problem, failed)}
      <span class="card-line"><span class="result" data-result=${kind}>${text}</span><span class="sure" title="Confidence">${percent(prediction.confidence)}</span></span>
      <span class="card-line origin ${originIcon(prediction)}"><span class="origin-name">${origin(prediction)}</span></span>
      <span class="card-line muted"><span class="found">${found(prediction) || 'nothing found'}</span></span>
      <span class="card-line muted"><time datetime=${prediction.time} title="${time.full(timeOf(prediction))} ${time.zone()}">${time.brief(timeOf(prediction))}</time>
        <span class="model">${model(prediction)}</span></span>
    </a>
  </li>`;
}

function picture(prediction, problem, failed) {
  const why = hasImage(prediction) ? problem : whyNoImage(prediction);
  if (why) return html`<span class="picture missing"><span>${why}</span></span>`;
  const source = imageAddress(prediction, { view: 'thumbnail', max_side: THUMBNAIL_SIDE, boxes: true });
  const { image_width: width, image_height: height } = prediction;
  return html`<span class="picture"><img src=${source} alt=${description(prediction)} loading="lazy" decoding="async"
    width=${width || nothing} height=${height || nothing} @error=${failed} /></span>`;
}
