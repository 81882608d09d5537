/** What a look for emerging topics costs in a busy hour: 5,000 voices of one brand, half of them about
 * one burst, looked at every 5 s as the server does. */
import type { Voice } from '#contracts/voice.ts';
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createEmerging } from '#server/pipeline/emerging/emerging.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { outage, talk } from '../pipeline/everyday.ts';

const START = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
const TICK_MS = 5_000;
const QUIET_HOURS = 4;

const voicesOf = (): Voice[] => {
  const understand = createUnderstand(defaultCatalogue());
  const hear = createHear(defaultCatalogue());
  const perHour = VOICE_LIMITS.perBrand;
  const rows = [
    ...talk({ from: START, hours: QUIET_HOURS, perHour, seed: 1 }),
    ...talk({ from: START + QUIET_HOURS * HOUR_MS, hours: 1, perHour: perHour / 2, seed: 2 }),
    ...talk({
      from: START + QUIET_HOURS * HOUR_MS,
      hours: 1,
      perHour: perHour / 2,
      seed: 3,
      say: outage,
      prefix: 'b',
    }),
  ];
  return rows.sort((a, b) => a.at - b.at).map((row) => hear(understand(row), null));
};

export const benches = [
  {
    name: 'emerging',
    run: async () => {
      const voices = voicesOf();
      const emerging = createEmerging();
      const begun = START + QUIET_HOURS * HOUR_MS;
      let next = 0;
      let looks = 0;
      let lookMs = 0;
      let applyMs = 0;
      for (let now = START; now <= begun + HOUR_MS; now += TICK_MS) {
        const from = next;
        while (next < voices.length && voices[next]!.at <= now) next += 1;
        const before = performance.now();
        emerging.apply(voices.slice(from, next));
        const between = performance.now();
        const found = emerging.topics('northline', now).length;
        applyMs += between - before;
        if (now < begun) continue;
        lookMs += performance.now() - between;
        looks += 1;
        if (now === begun + HOUR_MS && found > 1) throw new Error('one burst, several topics');
      }
      const round = (value: number) => Number(value.toPrecision(3));
      return [
        {
          bench: 'emerging, one look at 5,000 voices an hour',
          unit: 'ms',
          value: round(lookMs / looks),
        },
        {
          bench: 'emerging, one voice',
          unit: 'us',
          value: round((applyMs * 1_000) / voices.length),
        },
      ];
    },
  },
];
