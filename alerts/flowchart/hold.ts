/** What keeps a crisis from calling anybody now, if anything does: a silence before another crisis. */
import type { Silence } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import type { Hold } from './drive.ts';
import { inhibitionOf } from './inhibit.ts';
import { silenceOf } from './silence.ts';

/** `open`: crises that are not over. */
export const holdOf = (
  crisis: Crisis,
  given: {
    silences: readonly Silence[];
    chart: Pick<Flowchart, 'inhibit'>;
    open: Iterable<Crisis>;
    now: number;
  },
): Hold | null => {
  const silence = silenceOf(given.silences, crisis, given.now);
  if (silence) {
    const text = `silenced by ${silence.owner}: ${silence.reason}`;
    return { kind: 'silenced', suppressedBy: 'silenced', by: silence.id, text };
  }
  const found = inhibitionOf(given.chart, crisis, given.open);
  if (!found) return null;
  const { by, because, isDrill } = found;
  return {
    kind: 'inhibited',
    suppressedBy: isDrill ? 'drill' : 'inhibited',
    by: `#${by.number}`,
    text: `${because} (crisis ${by.number})`,
  };
};
