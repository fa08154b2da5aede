// What one person prefers on one browser. A browser that keeps nothing gets the defaults.
const PREFIX = 'visionlog.';

const DEFAULTS = {
  theme: 'auto', // auto, light, dark
  order: 'bottom', // where the newest entries are: bottom, top
  times: 'absolute', // absolute, relative
  zone: 'server', // server, browser, UTC or an IANA name
  filters: '[]', // saved ones: [{name, filter}]
  predictionFilters: '[]', // the same of predictions
};

const listeners = new Set();

export function preference(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? DEFAULTS[name];
  } catch {
    return DEFAULTS[name];
  }
}

export function prefer(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may refuse; it holds until the page is closed.
    DEFAULTS[name] = value;
  }
  if (name === 'theme') {
    document.documentElement.dataset.chosenTheme = value;
  }
  preferred(name);
}

/** Tells everybody that what this preference means has changed. */
export function preferred(name) {
  listeners.forEach((listener) => listener(name));
}

export function onPreference(listener) {
  listeners.add(listener);
}

/** @param list which of the preferences: filters, predictionFilters */
export function savedFilters(list) {
  try {
    return JSON.parse(preference(list));
  } catch {
    return [];
  }
}

export function saveFilter(list, name, filter) {
  const others = savedFilters(list).filter((saved) => saved.name !== name);
  prefer(list, JSON.stringify([...others, { name, filter }]));
}

export function forgetFilter(list, name) {
  prefer(list, JSON.stringify(savedFilters(list).filter((saved) => saved.name !== name)));
}
