// What unfolds below a row: the whole message, the stack, the extra data, and what one may do with the entry.
import { get } from '../api/api.js';
import { quote } from '../model/filter.js';
import { isRaw, print } from '../model/json.js';
import { addressOf } from '../model/state.js';
import { visible } from '../model/text.js';
import * as time from '../model/time.js';
import { announce } from '../view/announcements.js';
import { button, element } from './dom.js';

/** Clocks that differ by less are as good as right. */
const SKEW = 5_000;

/**
 * @param actions {filter(term), context(entry)}
 */
export function drawDetails(into, { entry }, actions) {
  into.append(toolbar(entry, actions), element('pre', 'whole-message', visible(entry.message ?? '')));
  if (entry.extra_data?.exception) into.append(stack(entry.extra_data.exception));
  const columns = element('div', 'columns', undefined, facts(entry, actions));
  const extra = Object.entries(entry.extra_data ?? {}).filter(([key]) => key !== 'exception' || typeof entry.extra_data.exception !== 'object');
  if (extra.length) columns.append(tree(extra, 'extra', actions));
  into.append(columns);
}

function toolbar(entry, actions) {
  const bar = element('div', 'details-tools');
  bar.append(
    button('Around it', 'small', () => actions.context(entry)),
    button('Copy message', 'small', () => copy(entry.message ?? '', 'Message')),
    button('Copy as JSON', 'small', () => copy(print(entry), 'JSON')),
    button('Copy link', 'small', () => copy(new URL(addressOf({ view: 'history', entry: String(entry.id) }), location.href).href, 'Link')),
  );
  return bar;
}

/** Puts a text where the person can paste it from, and says so. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${what} copied`);
  } catch {
    announce(`This browser does not let the page copy`);
  }
}

function facts(entry, actions) {
  const list = element('dl', 'facts');
  const at = Date.parse(entry.time);
  const skew = Date.parse(entry.received_time) - at;
  fact(list, 'time', `${time.full(at)} ${time.zone()}`, entry.time);
  fact(list, 'received', Math.abs(skew) > SKEW ? `${time.full(at + skew)} (${describeSkew(skew)})` : 'at once', entry.received_time);
  fact(list, 'level', entry.level, '', filterButtons(`level = ${entry.level}`, actions));
  fact(list, 'source', visible(entry.source ?? ''), '', filterButtons(`source = ${quote(entry.source ?? '')}`, actions));
  if (entry.camera_id !== undefined) {
    const name = entry.camera_name ? `${entry.camera_id} (${visible(entry.camera_name)})` : String(entry.camera_id);
    fact(list, 'camera', name, '', filterButtons(`camera_id = ${entry.camera_id}`, actions));
  }
  if (entry.logger_name) {
    fact(list, 'logger', visible(entry.logger_name), '', filterButtons(`logger = ${quote(entry.logger_name)}`, actions));
  }
  fact(list, 'id', `${entry.id}, position ${entry.position ?? 'unknown'}`);
  return list;
}

/** How far apart two clocks are, in words. */
export function describeSkew(skew) {
  const text = time.relative(0, Math.abs(skew)).replace(' ago', '');
  return skew > 0 ? `${text} later` : `${text} earlier: the writer's clock is ahead`;
}

/** A name and its value, with what one may do with it. */
export function fact(list, name, text, title = '', buttons = []) {
  const value = element('dd', '', text, ...buttons);
  if (title) value.title = title;
  list.append(element('dt', '', name), value);
}

/** To see only those of which a term holds, or only the others. */
export function filterButtons(term, actions) {
  const only = button('+', 'mini', () => actions.filter(term));
  only.setAttribute('aria-label', `Only ${term}`);
  only.title = `Only ${term}`;
  const not = button('−', 'mini', () => actions.filter(`NOT ${term}`));
  not.setAttribute('aria-label', `Without ${term}`);
  not.title = `Without ${term}`;
  return [only, not];
}

/** Values with their names; objects and arrays as lists in lists. */
export function tree(entries, path, actions) {
  const list = element('dl', 'facts extra-tree');
  for (const [key, value] of entries) {
    const here = /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : undefined;
    list.append(element('dt', '', visible(key)), branch(value, here, actions));
  }
  return list;
}

function branch(value, path, actions) {
  if (isRaw(value)) return element('dd', 'value number', value.rawJSON, ...(path ? filterButtons(`${path} = ${value.rawJSON}`, actions) : []));
  if (Array.isArray(value)) {
    return value.every((each) => typeof each !== 'object' || each === null)
      ? element('dd', 'value', visible(JSON.stringify(value)))
      : element('dd', 'value', undefined, tree(Object.entries(value), '', { ...actions }));
  }
  if (typeof value === 'object' && value !== null) {
    return element('dd', 'value', undefined, tree(Object.entries(value), path ?? '', actions));
  }
  const term = path && path.startsWith('extra.') && value !== null && `${path} = ${typeof value === 'string' ? quote(value) : value}`;
  return element('dd', `value ${typeof value}`, visible(String(value)), ...(term ? filterButtons(term, actions) : []));
}

/** An exception as JVM people read it, with those that caused it. */
function stack(exception) {
  return element('pre', 'stack', visible(typeof exception === 'string' ? exception : trace(exception, '')));
}

function trace(exception, prefix) {
  const lines = [`${prefix}${exception.type ?? 'Exception'}${exception.message ? `: ${exception.message}` : ''}`];
  for (const frame of exception.frames ?? []) lines.push(`    at ${frame}`);
  if (exception.common_frames) lines.push(`    … ${exception.common_frames} more in common`);
  for (const suppressed of exception.suppressed ?? []) lines.push(trace(suppressed, 'Suppressed: '));
  if (exception.cause) lines.push(trace(exception.cause, 'Caused by: '));
  return lines.join('\n');
}

/** The entry with this id, or undefined. */
export async function fetchEntry(id) {
  return (await get(`/api/logs/${id}`)).log;
}
