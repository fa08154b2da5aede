// All fields of a prediction by their names, with what one may filter by.
import { describeSkew } from '../list/details.js';
import { quote, withTerm } from '../model/filter.js';
import { print } from '../model/json.js';
import { current, go } from '../model/state.js';
import { bytes, count, visible } from '../model/text.js';
import * as time from '../model/time.js';
import { html, nothing } from '../view/lit.js';
import { percent, timeOf } from './prediction.js';

/** Clocks that differ by less are as good as right. */
const SKEW = 5_000;

/** JSON of the caller's own. */
const DOCUMENTS = [
  ['input_features', 'Input features'],
  ['prediction', 'Prediction'],
  ['extra_data', 'Extra data'],
  ['bounding_boxes', 'Bounding boxes as they were sent'],
];

export function facts(prediction) {
  return html`<dl class="facts">${rows(prediction).filter(([, value]) => value).map(([name, value, term]) => row(name, value, term))}</dl>`;
}

export function documents(prediction) {
  return DOCUMENTS.filter(([name]) => isThere(prediction[name])).map(
    ([name, title]) => html`<details class="document" ?open=${name !== 'bounding_boxes'}>
      <summary>${title}</summary>
      <pre tabindex="0" aria-label=${title}>${visible(print(prediction[name]))}</pre>
    </details>`,
  );
}

function isThere(value) {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function rows(prediction) {
  const text = (name, field) => [name, prediction[field] && visible(prediction[field]), prediction[field] && `${field} = ${quote(prediction[field])}`];
  const { camera_id: camera, camera_name: cameraName } = prediction;
  return [
    ['time', `${time.full(timeOf(prediction))} ${time.zone()}`],
    ['received', received(prediction)],
    ['camera', camera !== undefined && `${camera}${cameraName ? ` (${visible(cameraName)})` : ''}`, `camera_id = ${camera}`],
    text('device', 'edge_device_id'),
    text('model', 'model_name'),
    text('version', 'model_version'),
    text('stage', 'model_stage'),
    ['confidence', confidence(prediction)],
    ['scores', scores(prediction)],
    ['defect', prediction.defect_detected ? 'yes' : 'no', `defect_detected = ${prediction.defect_detected}`],
    text('defect type', 'defect_type'),
    text('status', 'status'),
    ['error', prediction.error_message && visible(prediction.error_message)],
    ['inference', milliseconds(prediction.inference_time_ms)],
    ['processing', milliseconds(prediction.processing_time_ms)],
    ['notes', prediction.processing_notes && visible(prediction.processing_notes)],
    ['image', image(prediction)],
    text('image id', 'image_id'),
    ['file', prediction.image_path && visible(prediction.image_path)],
    text('request', 'request_id'),
    text('batch', 'batch_id'),
    ['caller', [prediction.user_agent, prediction.ip_address].filter(Boolean).map(visible).join(', ')],
    ['id', `${prediction.id}, position ${prediction.position ?? 'unknown'}`],
  ];
}

function row(name, value, term) {
  return html`<dt>${name}</dt><dd>${value}${term ? [only(term), only(`NOT ${term}`)] : nothing}</dd>`;
}

/** To see only those of which a term holds. */
function only(term) {
  const without = term.startsWith('NOT ');
  const label = without ? `Without ${term.slice(4)}` : `Only ${term}`;
  const filter = () => go({ prediction: undefined, filter: withTerm(current().filter, term) });
  return html`<button type="button" class="mini" aria-label=${label} title=${label} @click=${filter}>${without ? '−' : '+'}</button>`;
}

function received({ time: made, received_time: at }) {
  const skew = Date.parse(at) - Date.parse(made);
  return Math.abs(skew) > SKEW ? `${time.full(Date.parse(at))} (${describeSkew(skew)})` : 'at once';
}

function confidence({ confidence: sure, confidence_lower: lower, confidence_upper: upper }) {
  if (sure === undefined) return '';
  const between = lower === undefined && upper === undefined ? '' : ` (${percent(lower, 1)} to ${percent(upper, 1)})`;
  return `${percent(sure, 1)}${between}`;
}

function scores({ confidence_scores: all = [] }) {
  const shown = all.slice(0, 8).map((score) => percent(score, 1));
  return `${shown.join(', ')}${all.length > shown.length ? ` and ${count(all.length - shown.length)} more` : ''}`;
}

function milliseconds(number) {
  return number === undefined ? '' : `${number.toFixed(1)} ms`;
}

function image({ image_path: path, image_width: width, image_height: height, image_size_bytes: size, image_missing_reason: reason }) {
  if (!path) return reason ? visible(reason) : '';
  return `${width} × ${height}, ${bytes(size)}`;
}
