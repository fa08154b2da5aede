// What the page shows, kept in the address so that a link shows a colleague the same, and for the session.
import { fromText, last, toText } from './period.js';

const VIEWS = ['live', 'history', 'sources', 'cameras', 'settings'];
const SESSION = 'visionlog.address';

const listeners = new Set();
let state = read(location.search || remembered());

if (!location.search) history.replaceState(null, '', toAddress(state));
remember(location.search);

/** {view, filter, period, entry}; entry is the id of the one in whose surroundings one looks, or undefined. */
export function current() {
  return state;
}

/** Changes some of it; the address follows. A change that one may want to go back from makes a step in the history. */
export function go(changes, { step = true } = {}) {
  const next = { ...state, ...changes };
  if ('view' in changes && !('entry' in changes)) next.entry = undefined;
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

/** The address of a view, for links. */
export function addressOf(changes) {
  return location.pathname + toAddress({ ...state, entry: undefined, ...changes });
}

window.addEventListener('popstate', () => {
  const before = state;
  state = read(location.search);
  remember(location.search);
  listeners.forEach((listener) => listener(state, before));
});

function read(search) {
  const query = new URLSearchParams(search);
  const entry = query.get('entry');
  const view = query.get('view');
  return {
    view: VIEWS.includes(view) ? view : entry ? 'history' : 'live',
    filter: query.get('filter') ?? '',
    period: query.has('period') ? fromText(query.get('period')) : last(60),
    entry: /^\d+$/.test(entry ?? '') ? entry : undefined,
  };
}

function toAddress({ view, filter, period, entry }) {
  const query = new URLSearchParams();
  query.set('view', view);
  if (filter) query.set('filter', filter);
  query.set('period', toText(period));
  if (entry) query.set('entry', entry);
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
