// Puts the page together: the state says which view is open; the parts draw themselves.
import { onPreference, preferred } from './model/preferences.js';
import { heardThresholds, loadSettings, onSettings, settings } from './model/settings.js';
import { current, isOfPredictions, onChange } from './model/state.js';
import { setServerZone } from './model/time.js';
import { toText } from './model/period.js';
import { element } from './list/dom.js';
import { PredictionsView } from './predictions/predictionsView.js';
import { PredictionSummary } from './predictions/predictionSummary.js';
import { whisper } from './view/announcements.js';
import { CamerasView } from './view/camerasView.js';
import { FilterBar } from './view/filterBar.js';
import { drawHeader } from './view/header.js';
import { HistoryView } from './view/historyView.js';
import { showKeys } from './view/keyboardHelp.js';
import { LiveView } from './view/liveView.js';
import { LogVocabulary } from './view/logVocabulary.js';
import { PredictionVocabulary } from './view/predictionVocabulary.js';
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
const predictionSummaryRoot = element('section', 'summary');
const viewRoot = element('section', 'view');
const logWords = new LogVocabulary();
const predictionWords = new PredictionVocabulary();
let connection;
let zone;
let view;

function connected(state, rate) {
  if (connection?.state.name !== state.name && SPOKEN[state.name]) whisper(SPOKEN[state.name]);
  connection = state.name === 'ended' ? undefined : { state, rate };
  drawTop();
}

const views = {
  live: new LiveView({ state: connected, entries: (entries, how) => summary.add(entries, how), threshold: heardThresholds }),
  history: new HistoryView(),
  predictions: new PredictionsView(predictionWords, { state: connected, predictions: (predictions, how) => predictionSummary.add(predictions, how) }),
  sources: new SourcesView(),
  cameras: new CamerasView(() => filterBar.loadChoices()),
  settings: new SettingsView(),
};

content.replaceChildren(bar, summaryRoot, predictionSummaryRoot, viewRoot);
bar.setAttribute('aria-label', 'Filter');
summaryRoot.setAttribute('aria-label', 'Summary');
predictionSummaryRoot.setAttribute('aria-label', 'Summary of predictions');
const filterBar = new FilterBar(bar, () => (isOfPredictions() ? predictionWords : logWords));
const summary = new Summary(summaryRoot);
const predictionSummary = new PredictionSummary(predictionSummaryRoot);

function drawTop() {
  drawHeader(header, connection, settings(), () => view.retry());
}

function openView() {
  view?.close();
  viewRoot.replaceChildren();
  connection = undefined;
  const { view: name } = current();
  view = views[name];
  const searching = name === 'live' || name === 'history';
  bar.hidden = !searching && !isOfPredictions();
  show(summary, summaryRoot, searching);
  show(predictionSummary, predictionSummaryRoot, isOfPredictions());
  content.dataset.view = name;
  document.title = `${name === 'live' ? '' : `${name[0].toUpperCase()}${name.slice(1)} – `}Visionlog`;
  const root = element('div', 'view-root');
  viewRoot.append(root);
  view.open(root);
  drawTop();
}

function show(part, root, shown) {
  root.hidden = !shown;
  if (shown) part.open();
  else part.close();
}

onChange((state, before) => {
  const searched = state.filter !== before.filter || toText(state.period) !== toText(before.period);
  if (isOfPredictions(state) !== isOfPredictions(before)) filterBar.refresh();
  else filterBar.draw();
  if (searched) [summary, predictionSummary].forEach((each) => each.refresh());
  if (state.view !== before.view) openView();
  else if (state.filter !== before.filter || (state.view !== 'live' && searched) || state.entry !== before.entry) view.refresh?.();
  else if (state.prediction !== before.prediction) view.select?.();
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
  const typing = event.target.closest?.('input, select, textarea, dialog') || document.querySelector('dialog[open]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !bar.hidden) {
    event.preventDefault();
    filterBar.focus();
  } else if (event.key === 'p') {
    view.togglePause?.();
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
