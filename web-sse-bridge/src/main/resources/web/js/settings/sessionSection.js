// With which key one is here.
import { get } from '../api/api.js';
import { announce } from '../view/announcements.js';
import { html, nothing } from '../view/lit.js';
import { signIn, signOut } from '../view/signIn.js';
import { section } from './section.js';

export class SessionSection {
  id = 'session';
  title = 'Session';
  #redraw;
  #session;

  constructor(redraw) {
    this.#redraw = redraw;
  }

  async open() {
    try {
      this.#session = await get('/api/session');
    } catch {
      this.#session = undefined;
    }
    this.#redraw();
  }

  draw() {
    return section(this.id, this.title, this.#words(), html`<div class="panel-actions">${this.#action()}</div>`);
  }

  #words() {
    if (!this.#session) return 'Whether a key is needed is not known yet.';
    if (this.#session.signed_in) return 'You are signed in with a key, which your browser keeps in a cookie that no script can read.';
    return this.#session.key_needed ? 'This server wants a key.' : 'This server lets everybody in who can reach it; no key is needed.';
  }

  #action() {
    if (this.#session?.signed_in) return html`<button type="button" @click=${() => this.#signOut()}>Sign out</button>`;
    return this.#session?.key_needed ? html`<button type="button" @click=${signIn}>Sign in …</button>` : nothing;
  }

  async #signOut() {
    try {
      await signOut();
    } catch (error) {
      announce(error.message, { error: true });
    }
  }
}
