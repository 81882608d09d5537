/** The routes of alerts: messages with their delivery, running chains, silences. */
import type { MessageOut, MessageState } from '#contracts/alert.ts';
import type { ChainOut, SilenceOut } from '#contracts/calling.ts';
import type { Level, Scenario } from '#contracts/crisis.ts';
import { call, withQuery, type Page } from './api.ts';

export const listMessages = (query: {
  mine?: 'true';
  crisis?: string | undefined;
  person?: string | undefined;
  state?: MessageState | undefined;
  from?: string;
  limit: number;
  cursor?: string | null;
}) => call<Page<MessageOut>>('GET', withQuery('/alerts', query));
/** Those that are not over. */
export const listChains = () => call<Page<ChainOut>>('GET', '/chains');

export type SilenceAsked = {
  reason: string;
  startsAt?: string;
  endsAt: string;
  brand?: string;
  scenario?: Scenario;
  topic?: string;
  upToLevel: Level;
};
export const listSilences = () =>
  call<Page<SilenceOut>>('GET', withQuery('/silences', { limit: 100 }));
export const makeSilence = (asked: SilenceAsked) => call<SilenceOut>('POST', '/silences', asked);
export const endSilence = (id: string) =>
  call<unknown>('DELETE', `/silences/${encodeURIComponent(id)}`);
