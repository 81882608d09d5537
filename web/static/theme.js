// Sets the theme before the first paint, so that a dark wall never flashes white. `auto` is dark on
// the wall and follows the system elsewhere; theme.svelte.ts keeps the same rule afterwards.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('tocsin.theme');
  } catch {
    // Storage may be refused; then it is auto.
  }
  const isWall = location.pathname === '/wall' || location.pathname === '/';
  const auto = isWall || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = choice === 'dark' || choice === 'light' ? choice : auto;
})();
