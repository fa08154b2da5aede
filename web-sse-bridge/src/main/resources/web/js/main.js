// Puts the page together: the state says which view is open; the parts draw themselves.
import { onPreference, preferred } from './model/preferences.js';
import { heardThresholds, loadSettings, onSettings, settings } from './model/settings.js';
import { current, onChange } from './model/state.js';
import { setServerZone } from './model/time.js';
import { toText } from './model/period.js';
import { element } from './list/dom.js';
import { whisper } from './view/announcements.js';
import { CamerasView } from './view/camerasView.js';
import { FilterBar } from './view/filterBar.js';
import { drawHeader } from './view/header.js';
import { HistoryView } from './view/historyView.js';
import { showKeys } from './view/keyboardHelp.js';
import { LiveView } from './view/liveView.js';
import { SettingsView } from './view/settingsView.js';
import { signInWhenNeeded } from './view/signIn.js';
import { SourcesView } from './view/sourcesView.js';
import { Summary } from './view/summary.js';

/** New sources and cameras show up in the controls. */
const CHOICES_EVERY = 60_000;

const SPOKEN = { live: 'Connected', away: 'The server is away', lost: 'Connection lost', refused: 'Refused', asleep: 'Asleep' };

const header = document.getElementById('header');
const content = document.getElementById('content');
const bar = element('section', 'filter-bar');
const summaryRoot = element('section', 'summary');
const viewRoot = element('section', 'view');
let connection;
let zone;
let view;

const liveView = new LiveView({
  state(state, rate) {
    if (connection?.state.name !== state.name && SPOKEN[state.name]) whisper(SPOKEN[state.name]);
    connection = { state, rate };
    drawTop();
  },
  entries: (entries, how) => summary.add(entries, how),
  threshold: heardThresholds,
});
const views = {
  live: liveView,
  history: new HistoryView(),
  sources: new SourcesView(),
  cameras: new CamerasView(() => filterBar.loadChoices()),
  settings: new SettingsView(() => summary.refresh()),
};

content.replaceChildren(bar, summaryRoot, viewRoot);
bar.setAttribute('aria-label', 'Filter');
summaryRoot.setAttribute('aria-label', 'Summary');
const filterBar = new FilterBar(bar);
const summary = new Summary(summaryRoot);

function drawTop() {
  drawHeader(header, current().view === 'live' ? connection : undefined, settings(), () => liveView.retry());
}

function openView() {
  view?.close();
  viewRoot.replaceChildren();
  view = views[current().view];
  const searching = current().view === 'live' || current().view === 'history';
  bar.hidden = !searching;
  summaryRoot.hidden = !searching;
  content.dataset.view = current().view;
  document.title = `${current().view === 'live' ? '' : `${current().view[0].toUpperCase()}${current().view.slice(1)} – `}Visionlog`;
  const root = element('div', 'view-root');
  viewRoot.append(root);
  view.open(root);
  drawTop();
}

onChange((state, before) => {
  const searched = state.filter !== before.filter || toText(state.period) !== toText(before.period);
  filterBar.draw();
  if (searched) summary.refresh();
  if (state.view !== before.view) openView();
  else if (state.filter !== before.filter || (state.view === 'history' && (searched || state.entry !== before.entry))) view.refresh?.();
  drawTop();
});
onPreference(drawTop);

onSettings(({ time_zone: next }) => {
  drawTop();
  if (next === undefined || next === zone) return;
  zone = next;
  setServerZone(next);
  preferred('zone');
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, select, textarea, dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !bar.hidden) {
    event.preventDefault();
    filterBar.focus();
  } else if (event.key === 'p' && current().view === 'live') {
    liveView.togglePause();
  } else if (event.key === '?') {
    showKeys();
  }
});

signInWhenNeeded();
openView();
setInterval(() => {
  if (!document.hidden) filterBar.loadChoices();
}, CHOICES_EVERY);
// Until they are known, times are in UTC.
loadSettings().catch(() => {});
