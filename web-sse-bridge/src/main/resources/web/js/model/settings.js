// The settings of the system, as the page last heard of them.
import { ApiError, get, send } from '../api/api.js';

let known;
const listeners = new Set();

/** Undefined until they are known. */
export function settings() {
  return known;
}

/** Called with the settings whenever they may have changed. */
export function onSettings(listener) {
  listeners.add(listener);
}

export async function loadSettings(options) {
  become((await get('/api/settings', {}, options)).settings);
}

/** Changes fields of the settings that were read; if somebody else has changed any since, reads them anew and throws. */
export async function changeSettings(changes) {
  try {
    become((await send('PATCH', '/api/settings', { body: { ...changes, etag: known?.etag } })).settings);
  } catch (error) {
    if (error.status !== 409) throw error;
    await loadSettings();
    throw new ApiError(409, 'Someone else has changed the settings meanwhile. They are shown as they are now: look, and try again.');
  }
}

/** What a tail says of thresholds. */
export function heardThresholds(thresholds) {
  become({ ...known, source_thresholds: undefined, temporary_thresholds: undefined, ...thresholds });
}

function become(next) {
  known = next;
  listeners.forEach((listener) => listener(next));
}
