// The filter of predictions: its fields, and the controls that write it.
import { get } from '../api/api.js';
import { quote, valueOf } from '../model/filter.js';
import { iso } from '../model/period.js';
import { visible } from '../model/text.js';
import { choice } from './choice.js';
import { html } from './lit.js';
import { cameraChoices } from './logVocabulary.js';

const DEFECTS = [
  { value: 'true', name: 'Defects' },
  { value: 'false', name: 'No defects' },
];

/** As terms about the field: a control with a threshold has no single value. */
const CONFIDENCES = [
  { term: 'confidence >= 0.9', name: '≥ 90 %' },
  { term: 'confidence >= 0.7', name: '≥ 70 %' },
  { term: 'confidence < 0.7', name: '< 70 %' },
  { term: 'confidence < 0.5', name: '< 50 %' },
];

const MOST_CLASSES = 200;

export class PredictionVocabulary {
  saved = 'predictionFilters';
  placeholder = 'Filter: words, defect_detected = true, class = person, confidence < 0.6, model_version = v1.2';
  #cameras = [];
  #groups = {};
  #classes = new Set();

  fields = [
    ['defect_detected', 'whether there is a defect: = true'],
    ['defect_type', 'which: defect_type = crack'],
    ['class', 'what was found: class = person'],
    ['confidence', 'how sure: confidence < 0.6'],
    ['camera_id', 'the camera: camera_id = 3'],
    ['edge_device_id', 'the device that ran the model'],
    ['model_name', 'the model'],
    ['model_version', 'its version: model_version = v1.2'],
    ['model_stage', 'its stage: Production'],
    ['status', 'success, or why not'],
    ['image_id', "the writer's name for the image"],
    ['image_path', 'where the image lies; image_path:* has one'],
    ['image_missing_reason', 'why an image is not there'],
    ['inference_time_ms', 'how long the model took: > 100'],
    ['processing_time_ms', 'how long the request took'],
    ['processing_notes', 'notes'],
    ['error_message', 'what went wrong'],
    ['request_id', 'the request'],
    ['batch_id', 'the batch of requests'],
    ['time', 'when it was made: time >= 2026-01-31'],
    ['received_time', 'when it was received'],
    ['extra.', 'extra data: extra.line > 2'],
    ['id', 'the id'],
    ['position', 'the place in the order of storing'],
  ];

  operators = {
    defect_detected: ['= true', '= false'],
    defect_type: ['=', '!=', ':*'],
    class: ['=', ':', ':*'],
    confidence: ['>=', '<', ':*'],
    camera_id: ['=', '!=', ':*'],
    edge_device_id: ['=', '!='],
    model_name: ['=', '!='],
    model_version: ['=', '!='],
    model_stage: ['=', '!='],
    status: ['=', '!='],
    image_id: ['=', ':'],
    image_path: [':*'],
    image_missing_reason: [':*', ':'],
    inference_time_ms: ['>', '<'],
    processing_time_ms: ['>', '<'],
    time: ['>=', '<'],
    received_time: ['>=', '<'],
    id: ['=', '>', '<'],
    position: ['>=', '<='],
  };

  /** Which cameras, devices and models there are. */
  async load() {
    const [cameras, stats] = await Promise.all([get('/api/cameras'), get('/api/predictions/stats')]);
    this.#cameras = cameras.cameras;
    this.#groups = {
      camera_id: keys(stats.by_camera),
      edge_device_id: keys(stats.by_edge_device),
      model_version: keys(stats.by_model_version),
      model_name: [...new Set(keys(stats.by_model).map((key) => key.split(' ')[0]))],
      model_stage: keys(stats.by_model_stage),
      defect_type: keys(stats.by_defect_type),
      status: keys(stats.by_status),
    };
  }

  /** Classes are not counted: those that have been seen are offered. */
  saw(predictions) {
    for (const prediction of predictions) {
      for (const detection of prediction.detections ?? []) {
        if (detection.class && this.#classes.size < MOST_CLASSES) this.#classes.add(detection.class);
      }
    }
  }

  values(field) {
    if (field === 'defect_detected') return ['true', 'false'];
    if (field === 'class') return [...this.#classes].map(quote);
    if (field === 'camera_id') return this.#cameras.map((camera) => ({ value: String(camera.id ?? 0), note: camera.name }));
    return (this.#groups[field] ?? []).map(quote);
  }

  /** Throws if the server does not understand the filter. */
  async check(filter, signal) {
    const now = Date.now();
    await get('/api/predictions', { filter, start_date: iso(now - 60_000), end_date: iso(now), limit: 1, with_total: false }, { signal });
  }

  /** @param set called with a field and the term that is to be the only one about it */
  controls(filter, set) {
    return html`${this.#group(filter, set, 'model_name', 'Model', 'All models')} ${this.#group(filter, set, 'model_version', 'Version', 'All versions')}
      ${choice('Camera', 'All cameras', valueOf(filter, 'camera_id'), this.#cameraChoices(), (value) => set('camera_id', value && `camera_id = ${value}`))}
      ${this.#group(filter, set, 'edge_device_id', 'Device', 'All devices')}
      ${choice('Defect', 'All results', valueOf(filter, 'defect_detected'), DEFECTS, (value) => set('defect_detected', value && `defect_detected = ${value}`))}
      ${this.#classControl(filter, set)} ${this.#group(filter, set, 'status', 'Status', 'Any status')} ${confidenceControl(filter, set)}`;
  }

  #group(filter, set, field, name, all) {
    const options = (this.#groups[field] ?? []).map((key) => ({ value: key, name: visible(key) }));
    return choice(name, all, valueOf(filter, field), options, (value) => set(field, value && `${field} = ${quote(value)}`));
  }

  /** Cameras without a name can be chosen too. */
  #cameraChoices() {
    const named = cameraChoices(this.#cameras);
    const others = (this.#groups.camera_id ?? []).filter((id) => !named.some(({ value }) => value === id));
    return [...named, ...others.map((id) => ({ value: id, name: `camera ${id}` }))];
  }

  #classControl(filter, set) {
    const options = [...this.#classes].sort().map((name) => ({ value: name, name: visible(name) }));
    return choice('Class', 'All classes', valueOf(filter, 'class'), options, (value) => set('class', value && `class = ${quote(value)}`));
  }
}

function confidenceControl(filter, set) {
  const chosen = valueOf(filter, 'confidence');
  const term = chosen && `confidence ${chosen.operator} ${chosen.value}`;
  const known = CONFIDENCES.some((each) => each.term === term);
  const shown = term && { operator: known ? '=' : 'other', value: term };
  return choice('Confidence', 'Confidence', shown, CONFIDENCES.map(({ term: value, name }) => ({ value, name })), (value) => set('confidence', value));
}

/** Those with the property. */
function keys(groups) {
  return (groups ?? []).map(({ key }) => key).filter(Boolean);
}
