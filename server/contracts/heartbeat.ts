/** The beat: a made-up mention that the house sends itself, to prove that all of it works. It has a
 * channel of its own, takes the whole road, and counts nowhere. Nobody outside may send on it. */
export const BEAT_CHANNEL = '~tocsin-heartbeat';

export const isBeat = (row: object): boolean => 'channel' in row && row.channel === BEAT_CHANNEL;

/** As a sender would write it, before any check. `at`: epoch ms, and what it is known by. */
export const beatRow = (at: number) => ({
  id: `beat-${at}`,
  channel: BEAT_CHANNEL,
  text: 'Is everything all right?',
  at: new Date(at).toISOString(),
  inbound: true,
});
