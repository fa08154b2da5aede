// The cameras' names. Entries refer to cameras by their numbers and need no names.
import { get, send } from '../api/api.js';
import { addressOf } from '../model/state.js';
import { visible } from '../model/text.js';
import * as time from '../model/time.js';
import { announce } from './announcements.js';
import { confirm } from './dialog.js';
import { form } from './formDialog.js';
import { follow } from './links.js';
import { html, nothing, render, repeat } from './lit.js';
import { Sorting } from './sorting.js';
import { failure, hiddenRows, MOST_ROWS, skeletonRows } from './tableStates.js';

const COLUMNS = {
  id: { label: 'ID', value: (camera) => camera.id },
  name: { label: 'Name', value: (camera) => camera.name },
  description: { label: 'Description', value: (camera) => camera.description ?? '' },
  updated: { label: 'Changed', value: (camera) => Date.parse(camera.update_time), first: 'descending' },
};

export class CamerasView {
  #root;
  #cameras;
  #error;
  #search = '';
  #whole = false;
  #abort;
  #changed;
  #sorting = new Sorting(COLUMNS, 'id', () => this.#draw());

  /**
   * @param changed called when a camera was added, changed or deleted
   */
  constructor(changed) {
    this.#changed = changed;
  }

  open(root) {
    this.#root = root;
    this.#draw();
    this.refresh();
  }

  close() {
    this.#abort?.abort();
    this.#root = undefined;
  }

  async refresh() {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      this.#cameras = (await get('/api/cameras', {}, { signal: abort.signal })).cameras ?? [];
      this.#error = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#error = error;
    }
    this.#draw();
  }

  get #found() {
    const wanted = this.#search.trim().toLowerCase();
    const matches = ({ id, name, description }) => `${id} ${name} ${description ?? ''}`.toLowerCase().includes(wanted);
    return this.#sorting.apply(this.#cameras.filter(matches));
  }

  #draw() {
    if (!this.#root) return;
    render(
      html`<div class="page"><div class="page-inner">
        <div class="page-head">
          <div>
            <h1>Cameras</h1>
            <p class="page-note">Names for the camera numbers in entries and predictions. They need none to be kept and found.</p>
          </div>
          <label class="visually-hidden" for="find-camera">Find a camera</label>
          <input id="find-camera" type="search" placeholder="Find by name" .value=${this.#search} @input=${(event) => this.#find(event.target.value)} />
          <button type="button" id="add-camera" class="primary" @click=${() => this.#add()}>Add a camera</button>
        </div>
        ${this.#error ? failure('The cameras cannot be shown.', this.#error, () => this.refresh()) : nothing} ${this.#body()}
      </div></div>`,
      this.#root,
    );
  }

  #find(text) {
    this.#search = text;
    this.#draw();
  }

  #body() {
    if (!this.#cameras) return this.#error ? nothing : this.#table(skeletonRows(Object.keys(COLUMNS).length + 1), true);
    if (this.#cameras.length === 0) {
      return html`<div class="empty"><p><b>No camera has a name yet.</b></p><p>Add one, or use <code>./visionlog cameras create</code></p></div>`;
    }
    const found = this.#found;
    if (found.length === 0) return html`<p class="empty">No camera is called like “${visible(this.#search)}”.</p>`;
    const shown = this.#whole ? found : found.slice(0, MOST_ROWS);
    return html`${this.#table(repeat(shown, (camera) => camera.id, (camera) => this.#row(camera)), false)}
      ${hiddenRows(found.length - shown.length, () => this.#showAll())}`;
  }

  #showAll() {
    this.#whole = true;
    this.#draw();
  }

  #table(rows, loading) {
    return html`<table class="table cameras" role="table" aria-label="Cameras" aria-busy=${loading}>
      <thead role="rowgroup"><tr role="row">
        ${this.#sorting.header('id', 'number')} ${this.#sorting.header('name')} ${this.#sorting.header('description')} ${this.#sorting.header('updated')}
        <th role="columnheader" scope="col"><span class="visually-hidden">Actions</span></th>
      </tr></thead>
      <tbody role="rowgroup">${rows}</tbody>
    </table>`;
  }

  #row(camera) {
    const name = visible(camera.name);
    const updated = Date.parse(camera.update_time);
    return html`<tr role="row">
      <td role="cell" class="number id" data-label="ID">${camera.id}</td>
      <td role="cell" class="name"><span class="origin of-camera">${link('live', camera, name, 'Watch it live')}</span></td>
      <td role="cell" class="description">${visible(camera.description ?? '')}</td>
      <td role="cell" class="updated" data-label="Changed"><span title="${time.full(updated)} ${time.zone()}">${time.relative(updated)}</span></td>
      <td role="cell" class="row-actions">
        ${link('history', camera, 'History', `Entries of ${name}`)} ${link('predictions', camera, 'Predictions', `Predictions of ${name}`)}
        <button type="button" class="small" aria-label="Edit ${name}" @click=${() => this.#edit(camera)}>Edit</button>
        <button type="button" class="small danger" aria-label="Delete ${name}" @click=${() => this.#delete(camera)}>Delete</button>
      </td>
    </tr>`;
  }

  async #add() {
    const id = { name: 'id', label: 'ID', kind: 'number', min: 0, step: 1, hint: 'As the entries have it, from 0. Left empty, the server gives the next one.' };
    const saved = await form({
      title: 'Add a camera',
      action: 'Add',
      fields: [id, ...describing()],
      save: ({ id: number, ...rest }) => send('POST', '/api/cameras', { body: number === '' ? rest : { id: Number(number), ...rest } }),
    });
    if (saved) this.#saved(`Camera ${saved.camera.id} added`);
  }

  async #edit(camera) {
    const saved = await form({
      title: `Camera ${camera.id}`,
      fields: describing(camera),
      save: (values) => send('PATCH', `/api/cameras/${camera.id}`, { body: values }),
    });
    if (saved) this.#saved(`Camera ${camera.id} saved`);
  }

  async #delete(camera) {
    const sure = await confirm({
      title: `Delete camera ${camera.id}?`,
      text: `“${visible(camera.name)}” loses its name and description. Its entries and predictions stay, under the number ${camera.id}.`,
      action: 'Delete the camera',
      danger: true,
    });
    if (!sure) return;
    try {
      await send('DELETE', `/api/cameras/${camera.id}`);
      await this.#saved(`Camera ${camera.id} deleted`);
      // Its button has gone with it.
      this.#root?.querySelector('#add-camera').focus();
    } catch (error) {
      announce(error.message, { error: true });
    }
  }

  async #saved(text) {
    announce(text);
    this.#changed();
    await this.refresh();
  }
}

function describing({ name = '', description = '' } = {}) {
  return [
    { name: 'name', label: 'Name', value: name, required: true, maxlength: 200 },
    { name: 'description', label: 'Description', kind: 'area', value: description, maxlength: 1000, hint: 'Where it is, or what it looks at.' },
  ];
}

function link(view, { id }, text, title) {
  const changes = { view, filter: `camera_id = ${id}` };
  return html`<a href=${addressOf(changes)} title=${title} @click=${follow(changes)}>${text}</a>`;
}
