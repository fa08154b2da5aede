// What the page says of a prediction in words.
import { address } from '../api/api.js';
import { count, visible } from '../model/text.js';

/** So many kinds of detections are named. */
const MOST_NAMED = 4;

export function timeOf(prediction) {
  return Date.parse(prediction.time);
}

export function hasImage({ image_path: path }) {
  return Boolean(path);
}

/** Why there is none. */
export function whyNoImage({ image_missing_reason: reason }) {
  return reason ? visible(reason) : 'No image came with it';
}

/**
 * Where its image is.
 *
 * @param how {view: original, thumbnail or annotated; max_side; boxes}
 */
export function imageAddress({ id, image_path: path }, how) {
  // Under another path is another image: so the browser may keep what it has.
  return address(`/api/predictions/${id}/image`, { ...how, version: path.slice(-40) });
}

/** Where it was made: a camera, or else a device. */
export function origin({ camera_id: camera, camera_name: name, edge_device_id: device }) {
  if (camera !== undefined) return visible(name || `camera ${camera}`);
  return device ? visible(device) : 'no camera';
}

/** The class of the icon beside it. */
export function originIcon({ camera_id: camera }) {
  return camera === undefined ? 'of-system' : 'of-camera';
}

export function model({ model_name: name, model_version: version }) {
  return visible([name, version].filter(Boolean).join(' ')) || 'unknown model';
}

export function isFailed({ status }) {
  return status !== undefined && status !== 'success';
}

/** The result: {kind, text}; kinds are failed, defect and fine. */
export function result(prediction) {
  if (isFailed(prediction)) return { kind: 'failed', text: `Failed: ${visible(prediction.status)}` };
  if (!prediction.defect_detected) return { kind: 'fine', text: 'No defect' };
  return { kind: 'defect', text: prediction.defect_type ? `Defect: ${visible(prediction.defect_type)}` : 'Defect' };
}

/** 0.9234 as 92 %. What is not quite certain is not rounded to 100 %. */
export function percent(share, digits = 0) {
  if (share === undefined || share === null) return '–';
  const text = (share * 100).toFixed(digits);
  return share < 1 && Number(text) === 100 ? `> ${(100 - 10 ** -digits).toFixed(digits)} %` : `${text} %`;
}

/** "2 × person, car", the most frequent first. */
export function found({ detections = [] }) {
  const counts = new Map();
  for (const { class: name } of detections) counts.set(name ?? 'unnamed', (counts.get(name ?? 'unnamed') ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const named = sorted.slice(0, MOST_NAMED).map(([name, number]) => (number > 1 ? `${count(number)} × ${visible(name)}` : visible(name)));
  if (sorted.length > MOST_NAMED) named.push(`${count(sorted.length - MOST_NAMED)} more`);
  return named.join(', ');
}

/** What its image shows, for those who cannot see it. */
export function description(prediction) {
  return `${origin(prediction)}: ${result(prediction).text}, ${found(prediction) || 'nothing found'}`;
}
