/** The ways to reach somebody, and whom a target of the flowchart means, as people read them. Pure. */
import type { WayKind } from '#contracts/way.ts';

/** `isLoud`: wakes somebody who sleeps. */
export const WAY_WORDS: Record<WayKind, { word: string; isLoud: boolean }> = {
  push: { word: 'Push', isLoud: false },
  slack: { word: 'Slack', isLoud: false },
  teams: { word: 'Teams', isLoud: false },
  mail: { word: 'Mail', isLoud: false },
  webhook: { word: 'Webhook', isLoud: false },
  alertmanager: { word: 'Alertmanager', isLoud: false },
  pagerduty: { word: 'PagerDuty', isLoud: true },
  sms: { word: 'SMS', isLoud: true },
  voice: { word: 'Phone call', isLoud: true },
};
export const WAY_ORDER = Object.keys(WAY_WORDS) as WayKind[];

/** A kind that a newer server knows stands by its own name. */
export const wayWord = (kind: string): string => WAY_WORDS[kind as WayKind]?.word ?? kind;

/** Targets that can be chosen, by what they are called: `rota:on-call` -> `On-call leader`. */
export type TargetNames = Readonly<Record<string, string>>;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `next on-call leader`: what a name of its own kind begins with stays as it is. */
export const nextName = (name: string): string =>
  `next ${/^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name}`;

/** `On-call leader`, `next on-call leader`, `Ada Okafor`, `role management`. */
export const targetWords = (target: string, names: TargetNames = {}): string => {
  const known = names[target];
  if (known !== undefined) return known;
  const [kind, key] = target.includes(':') ? target.split(':', 2) : ['rota', target];
  if (kind === 'next') return nextName(targetWords(`rota:${key}`, names));
  if (kind === 'role') return `role ${key}`;
  return capital(key ?? '');
};

/** `1 min`, `0.5 min`, `2 h`. */
export const minutesWords = (minutes: number): string =>
  minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
