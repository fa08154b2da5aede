// Where one is, and whether the connection lives.
import { prefer, preference } from '../model/preferences.js';
import { addressOf, current } from '../model/state.js';
import { shortCount } from '../model/text.js';
import { globalThreshold } from '../model/thresholds.js';
import { showKeys } from './keyboardHelp.js';
import { follow } from './links.js';
import { html, nothing, render } from './lit.js';
import { signIn } from './signIn.js';

const NAMES = { live: 'Live', history: 'History', predictions: 'Predictions', sources: 'Sources', cameras: 'Cameras', settings: 'Settings' };
const THEMES = { auto: 'light', light: 'dark', dark: 'auto' };

/**
 * @param connection {state, rate} of the view's tail; undefined in views without one
 * @param settings of the system, or undefined
 */
export function drawHeader(root, connection, settings, retry) {
  render(
    html`<a class="brand" href=${addressOf({ view: 'live' })} @click=${follow({ view: 'live' })}><img src="/icon.svg" alt="" width="22" height="22" />Visionlog</a>
      <nav aria-label="Views">
        ${Object.entries(NAMES).map(
          ([view, name]) => html`<a href=${addressOf({ view })} aria-current=${current().view === view ? 'page' : nothing} @click=${follow({ view })}>${name}</a>`,
        )}
      </nav>
      <span class="spring"></span>
      ${thresholdNote(settings)} ${connection ? connectionState(connection, retry) : nothing}
      <button type="button" class="quiet keys-button" title="Keyboard (?)" aria-label="Keyboard" @click=${showKeys}>?</button>
      <button type="button" class="quiet" title="Theme: ${preference('theme')}" aria-label="Theme: ${preference('theme')}"
        @click=${() => prefer('theme', THEMES[preference('theme')])}>
        <span class="theme-icon" aria-hidden="true"></span>
      </button>`,
    root,
  );
}

/** What is not stored cannot be seen here: say so. */
function thresholdNote(settings) {
  const { level } = globalThreshold(settings);
  if (level === 'TRACE') return nothing;
  return html`<a class="threshold" href=${addressOf({ view: 'settings' })} @click=${follow({ view: 'settings' })} title="Entries below ${level} are not stored">≥ ${level}</a>`;
}

function connectionState({ state, rate }, retry) {
  return html`<span class="connection" data-state=${state.name}>
    <span class="dot" aria-hidden="true"></span>
    <span class="connection-text">${words(state, rate)}</span>
    ${wayOut(state, retry)}
  </span>`;
}

function wayOut(state, retry) {
  if (state.name !== 'lost' && state.name !== 'refused') return nothing;
  return state.error.status === 401
    ? html`<button type="button" class="small" @click=${signIn}>Sign in …</button>`
    : html`<button type="button" class="small" @click=${retry}>Try now</button>`;
}

function words(state, rate) {
  switch (state.name) {
    case 'live':
      return rate >= 1 ? `Live · ${shortCount(Math.round(rate))}/s` : 'Live';
    case 'away':
      return 'Server away – waiting';
    case 'lost':
      return `Connection lost – again in ${Math.max(0, Math.ceil((state.until - Date.now()) / 1000))} s`;
    case 'refused':
      return state.error.message;
    case 'asleep':
      return 'Asleep';
    default:
      return 'Connecting …';
  }
}
