// Asks for a key when the server wants one.
import { onKeyNeeded, send } from '../api/api.js';
import { form } from './formDialog.js';

let open = false;
let declined = false;

/** From now on, until somebody does not want to. */
export function signInWhenNeeded() {
  onKeyNeeded(() => {
    if (!declined) signIn();
  });
}

export async function signIn() {
  if (open) return;
  open = true;
  const done = await form({
    title: 'Sign in',
    text: 'This server wants a key. It is kept by your browser in a cookie that no script can read, until you sign out.',
    action: 'Sign in',
    fields: [{ name: 'key', label: 'Key', kind: 'password', required: true, autocomplete: 'current-password' }],
    save: ({ key }) => send('POST', '/api/session', { body: { key: key.trim() } }),
  });
  open = false;
  declined = !done;
  // All that was refused is asked again.
  if (done) location.reload();
}

export async function signOut() {
  await send('DELETE', '/api/session');
  location.reload();
}
