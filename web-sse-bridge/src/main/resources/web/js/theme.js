// Before the first paint, so that nothing flashes: a module would come too late. The style sheets know light and dark;
// what `auto` means, the system says.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  function show() {
    const chosen = root.dataset.chosenTheme;
    root.dataset.theme = chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen;
  }

  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('visionlog.theme') || 'auto';
  } catch {
    // A browser that keeps nothing.
  }
  root.dataset.chosenTheme = chosen;
  show();
  dark.addEventListener('change', show);
  new MutationObserver(show).observe(root, { attributeFilter: ['data-chosen-theme'] });
})();
