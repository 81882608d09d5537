/** Dark, light or auto; kept in the browser. Auto is dark on the wall and follows the system
 * elsewhere: the same rule as static/theme.js, which runs before the first paint. */
import { MediaQuery } from 'svelte/reactivity';
import type { Theme } from '#lib/themes.ts';

const KEY = 'tocsin.theme';

const stored = (): Theme => {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : 'auto';
  } catch {
    return 'auto';
  }
};

class ThemeChoice {
  #systemDark = new MediaQuery('prefers-color-scheme: dark');
  choice = $state<Theme>(stored());
  onWall = $state(false);
  shown: 'dark' | 'light' = $derived(
    this.choice === 'auto'
      ? this.onWall || this.#systemDark.current
        ? 'dark'
        : 'light'
      : this.choice,
  );

  choose(theme: Theme): void {
    this.choice = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Not kept: it holds until the page is left.
    }
  }
}

export const theme = new ThemeChoice();
