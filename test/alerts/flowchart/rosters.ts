/** Charts and rosters that tests of the flowchart start from, written as an operator would. */
import { flowchart, type Flowchart } from '#contracts/flowchart.ts';
import { roster, type OncallState, type Roster } from '#contracts/oncall.ts';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import { wayKeyOf } from '#alerts/oncall/ways.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Monday, midnight in UTC. */
export const MONDAY = Date.UTC(2026, 10, 23);

export const chartOf = (chart: unknown): Flowchart => flowchart.parse(chart);

/** `ada` with mail, text messages and voice. */
export const somebody = (key: string, more: object = {}) => ({
  key,
  name: `${key.charAt(0).toUpperCase()}${key.slice(1)} Example`,
  ways: [
    { via: 'mail', address: `${key}@example.org` },
    { via: 'sms', address: '+4930123456' },
    { via: 'voice', address: '+4930123456' },
  ],
  ...more,
});

export const weekly = (people: string[], more: object = {}) => ({
  people,
  every: { weeks: 1 },
  startsOn: '2026-11-02',
  handoverAt: '09:00',
  ...more,
});

export const RECEIVERS: ReceiverConfig[] = [
  { key: 'mail', kind: 'mail', from: 'tocsin@example.org' },
  ...(['sms', 'voice'] as const).map((kind) => ({
    ...{ key: kind, kind, accountSid: 'AC12345678', authToken: 'not-a-secret', from: '+4930999' },
  })),
].map((row) => receiverConfig.parse(row));

/** Everybody has confirmed every way at `confirmedAt`. */
export const stateOf = (
  given: unknown,
  { confirmedAt, ...more }: Partial<OncallState> & { confirmedAt: number },
): OncallState => {
  const read: Roster = roster.parse(given);
  return {
    roster: read,
    overrides: [],
    calendars: [],
    pushPeople: [],
    confirmations: read.people.flatMap(({ key, ways }) =>
      ways.map((way) => ({ person: key, way: wayKeyOf(way), confirmedAt })),
    ),
    ...more,
  };
};
