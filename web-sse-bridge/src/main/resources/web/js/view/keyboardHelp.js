// Which keys do what.
import { Dialog } from './dialog.js';
import { html } from './lit.js';

const KEYS = [
  ['Everywhere', [
    [['?'], 'show these keys'],
    [['/'], 'go to the filter'],
    [['Esc'], 'close a dialog or the completions'],
  ]],
  ['Live view and predictions', [
    [['p'], 'pause, and go on']
  ]],
  ['List of entries', [
    [['↓', 'j'], 'next entry'],
    [['↑', 'k'], 'previous entry'],
    [['Page ↓', 'Page ↑'], 'a page on, a page back'],
    [['Home', 'End'], 'first, last'],
    [['Enter', 'Space'], 'unfold the entry, and fold it'],
  ]],
  ['Predictions', [
    [['←', '→', '↑', '↓'], 'walk over the cards'],
    [['Enter'], 'all details of one'],
    [['←', '→'], 'among the details: the newer one, the older one'],
  ]],
  ['Filter', [
    [['↓', '↑'], 'choose a completion'],
    [['Tab'], 'take it'],
    [['Enter'], 'apply the filter'],
  ]],
];

let open = false;

export async function showKeys() {
  if (open) return;
  open = true;
  const dialog = new Dialog('Keyboard');
  dialog.draw(html`<div class="keys">
      ${KEYS.map(([where, keys]) => html`<section><h3>${where}</h3><dl>${keys.map(line)}</dl></section>`)}
    </div>
    <div class="dialog-actions"><button type="button" class="primary" autofocus @click=${() => dialog.close()}>Close</button></div>`);
  await dialog.result;
  open = false;
}

function line([keys, what]) {
  return html`<div><dt>${keys.map((key, i) => html`${i ? ' or ' : ''}<kbd>${key}</kbd>`)}</dt><dd>${what}</dd></div>`;
}
