// What is said to people: by a short note that goes by itself, and to screen readers.
const SHOWN_FOR = 4_000;

export function announce(text, { error = false } = {}) {
  document.getElementById('announcements').textContent = text;
  const toast = document.createElement('div');
  toast.className = error ? 'toast error' : 'toast';
  toast.textContent = text;
  document.getElementById('toasts').append(toast);
  setTimeout(() => toast.remove(), error ? SHOWN_FOR * 2 : SHOWN_FOR);
}

/** To screen readers alone. */
export function whisper(text) {
  document.getElementById('announcements').textContent = text;
}
