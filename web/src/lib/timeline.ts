/** Which entries of a timeline are worth a line. Pure. */
import type { TimelineEntryOut } from '#contracts/crisis.ts';

/** The messages that an entry is about. */
const messagesOf = ({ data }: TimelineEntryOut): unknown[] =>
  Array.isArray(data.messages) ? data.messages : [data.message ?? data.alert];

/** A call that arrived is told once, by its arrival: its beginning says nothing more then. A call of which
 * some part is still on its way, or failed, keeps every line. */
export const worthTelling = (entries: readonly TimelineEntryOut[]): TimelineEntryOut[] => {
  const arrived = new Set(
    entries.filter(({ kind }) => kind === 'alert-sent').flatMap((entry) => messagesOf(entry)),
  );
  arrived.delete(undefined);
  return entries.filter(
    (entry) =>
      entry.kind !== 'alert-queued' || !messagesOf(entry).every((message) => arrived.has(message)),
  );
};
