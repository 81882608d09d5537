/** The themes somebody may choose. Apart from the state, so that tests name them too. */
export const THEMES = ['auto', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];
