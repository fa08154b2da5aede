// What the page shows, kept in the address so that a link shows a colleague the same, and for the session.
import { fromText, last, toText } from './period.js';

const VIEWS = ['live', 'history', 'predictions', 'sources', 'cameras', 'settings'];
const SESSION = 'visionlog.address';

const listeners = new Set();
let state = read(location.search || remembered());

if (!location.search) history.replaceState(null, '', toAddress(state));
remember(location.search);

/**
 * {view, filter, otherFilter, period, entry, prediction}. Log entries and predictions have other fields, and each its
 * filter: the one of the view, and the one that waits until a view of the other kind is opened. entry is the id of the
 * one in whose surroundings one looks, prediction that of the one that is open; or undefined.
 */
export function current() {
  return state;
}

/** Changes some of it; the address follows. A change that one may want to go back from makes a step in the history. */
export function go(changes, { step = true } = {}) {
  const next = changed(changes);
  const address = toAddress(next);
  const before = state;
  state = next;
  remember(address);
  if (address !== location.search) {
    history[step ? 'pushState' : 'replaceState'](null, '', address || location.pathname);
  }
  listeners.forEach((listener) => listener(state, before));
}

export function onChange(listener) {
  listeners.add(listener);
}

function changed(changes) {
  const next = { ...state, ...changes };
  if ('view' in changes && !('entry' in changes)) next.entry = undefined;
  if ('view' in changes && !('prediction' in changes)) next.prediction = undefined;
  if (isOfPredictions(next) !== isOfPredictions(state)) {
    next.otherFilter = state.filter;
    if (!('filter' in changes)) next.filter = state.otherFilter;
  }
  return next;
}

/** Whether what one looks at are predictions. */
export function isOfPredictions({ view } = state) {
  return view === 'predictions';
}

/** The address of a view, for links. */
export function addressOf(changes) {
  return location.pathname + toAddress(changed({ entry: undefined, prediction: undefined, ...changes }));
}

window.addEventListener('popstate', () => {
  const before = state;
  state = read(location.search);
  state.otherFilter = isOfPredictions() === isOfPredictions(before) ? before.otherFilter : before.filter;
  remember(location.search);
  listeners.forEach((listener) => listener(state, before));
});

function read(search) {
  const query = new URLSearchParams(search);
  const entry = query.get('entry');
  const prediction = query.get('prediction');
  const view = query.get('view');
  return {
    view: VIEWS.includes(view) ? view : entry ? 'history' : prediction ? 'predictions' : 'live',
    filter: query.get('filter') ?? '',
    otherFilter: '',
    period: query.has('period') ? fromText(query.get('period')) : last(60),
    entry: /^\d+$/.test(entry ?? '') ? entry : undefined,
    prediction: /^\d+$/.test(prediction ?? '') ? prediction : undefined,
  };
}

function toAddress({ view, filter, period, entry, prediction }) {
  const query = new URLSearchParams();
  query.set('view', view);
  if (filter) query.set('filter', filter);
  query.set('period', toText(period));
  if (entry) query.set('entry', entry);
  if (prediction) query.set('prediction', prediction);
  return `?${query}`;
}

function remember(search) {
  try {
    sessionStorage.setItem(SESSION, search);
  } catch {
    // Then it is not kept.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(SESSION) ?? '';
  } catch {
    return '';
  }
}
