// Entries as files.
import { address } from '../api/api.js';
import { and } from '../model/filter.js';
import { asTerm } from '../model/period.js';
import { current } from '../model/state.js';
import { visible } from '../model/text.js';
import { html } from '../view/lit.js';
import { describePeriod } from './selection.js';
import { section } from './section.js';

const FORMATS = { ndjson: 'NDJSON', csv: 'CSV' };

export class ExportSection {
  id = 'export';
  title = 'Export';

  draw() {
    const { filter, period } = current();
    return section(
      this.id,
      this.title,
      'As many entries as there are. NDJSON has one JSON object a line and can be imported again; CSV is for spreadsheets.',
      html`<dl class="exports">
        ${line('What you are looking at', html`${filter ? html`<code>${visible(filter)}</code>, ` : ''}${describePeriod(period)}`, and(filter, asTerm(period)))}
        ${line('Everything', 'all entries of all times', '')}
      </dl>`,
    );
  }
}

function line(title, note, filter) {
  return html`<div>
    <dt>${title}<span class="hint">${note}</span></dt>
    <dd>${Object.entries(FORMATS).map(
      ([format, name]) => html`<a class="button" download href=${address('/api/logs/export', { filter, format })} aria-label="Export ${name}: ${title}">${name}</a>`,
    )}</dd>
  </div>`;
}
