/** Which entries of a timeline are worth a line. Pure. */
import type { TimelineEntryOut } from '#contracts/crisis.ts';

/** A call that arrived is told once, by its arrival: its beginning says nothing more then. A call that
 * is still on its way, or failed, keeps every line. */
export const worthTelling = (entries: readonly TimelineEntryOut[]): TimelineEntryOut[] => {
  const arrived = new Set(
    entries.filter(({ kind }) => kind === 'alert-sent').map(({ data }) => data.alert),
  );
  return entries.filter(
    ({ kind, data }) =>
      kind !== 'alert-queued' || data.alert === undefined || !arrived.has(data.alert),
  );
};
