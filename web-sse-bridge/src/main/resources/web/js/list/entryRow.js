// One row: time, level, origin, logger, message.
import { preference } from '../model/preferences.js';
import { count, firstLine, visible } from '../model/text.js';
import * as time from '../model/time.js';
import { button, cell, element } from './dom.js';

const PREVIEW = 160;

/** Draws an entry, a gap or a note into an empty or used row. */
export function drawRow(row, item, actions) {
  if (item.kind === 'entry') drawEntry(row, item);
  else if (item.kind === 'gap') drawGap(row, item, actions);
  else row.replaceChildren(cell('note-text', item.text));
  row.classList.add(item.kind);
  if (item.kind !== 'entry') {
    row.removeAttribute('aria-expanded');
    delete row.dataset.level;
  }
}

function drawEntry(row, { entry, time: at, focus }) {
  row.dataset.level = entry.level;
  row.classList.toggle('focus', Boolean(focus));
  row.setAttribute('aria-expanded', 'false');
  const { line, more } = firstLine(entry.message ?? '');
  row.replaceChildren(
    timeCell(at),
    cell('level', entry.level),
    originCell(entry),
    cell('logger', visible(shortLogger(entry.logger_name ?? ''))),
    cell('message', undefined, ...messageParts(line, more, entry.extra_data)),
  );
}

function timeText(at) {
  return preference('times') === 'relative' ? time.relative(at) : time.brief(at);
}

/** Relative times grow old: writes those of rows that are shown anew. */
export function refreshTimes(list) {
  if (preference('times') !== 'relative') return;
  for (const { element: row, item } of list.shown()) {
    if (item.kind === 'entry') row.querySelector('.time').textContent = timeText(item.time);
  }
}

function timeCell(at) {
  const made = cell('time', timeText(at));
  made.title = `${time.full(at)} ${time.zone()}`;
  return made;
}

function originCell(entry) {
  const camera = entry.camera_id !== undefined;
  const source = entry.source ?? 'system';
  const name = camera ? (entry.camera_name ?? `camera ${entry.camera_id}`) : source;
  const made = cell(`origin ${camera ? 'of-camera' : 'of-system'}`, undefined, element('span', 'origin-name', visible(name)));
  made.title = camera ? `camera ${entry.camera_id}${entry.camera_name ? ` ${visible(entry.camera_name)}` : ''}, source ${visible(source)}` : `source ${visible(source)}`;
  return made;
}

function messageParts(line, more, extra) {
  const parts = [element('span', 'text', line)];
  if (more > 0) parts.push(element('span', 'more', `+${count(more)} ${more === 1 ? 'line' : 'lines'}`));
  if (extra?.exception?.type) parts.push(element('span', 'more exception', visible(String(extra.exception.type).split('.').pop())));
  const rest = preview(extra);
  if (rest) parts.push(element('span', 'extra', rest));
  return parts;
}

/** The beginning of the extra data: key=value. */
function preview(extra) {
  if (!extra) return '';
  let text = '';
  for (const [key, value] of Object.entries(extra)) {
    if (key === 'exception') continue;
    text += `${key}=${typeof value === 'object' && value !== null && !('rawJSON' in value) ? '…' : (value?.rawJSON ?? value)} `;
    if (text.length > PREVIEW) break;
  }
  return visible(text.slice(0, PREVIEW));
}

/** The class without its packages; the whole name is among the details. */
function shortLogger(name) {
  return /^[\w$]+(\.[\w$]+)+$/.test(name) ? name.split('.').pop() : name;
}

function drawGap(row, gap, actions) {
  const load = button('load', 'link', () => actions.load(gap));
  const text = `${count(gap.count)} ${gap.count === 1 ? 'entry' : 'entries'} skipped – `;
  row.replaceChildren(cell('note-text', text, load));
}
