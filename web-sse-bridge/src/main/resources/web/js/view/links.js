// Links within the page.
import { go } from '../model/state.js';

/** What a click on a link to this state does: no new page, unless the person wants one. */
export function follow(changes) {
  return (event) => {
    // With a key held down, the browser opens the link elsewhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(changes);
  };
}
