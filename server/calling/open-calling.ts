/** Puts calling together for a server: its loop, and the sender that works where it leads. */
import type { Catalogue, ReceiverConfig } from '#contracts/catalogue.ts';
import { vapidKeys } from '#server/oncall/vapid.ts';
import type { CallingDeps } from './caller.ts';
import { brandNamesOf } from './brand-names.ts';
import { startCalling, type Calling } from './calling.ts';
import type { Links } from './links.ts';
import { startSender, type SenderDeps } from './send.ts';
import { createTools } from './tools.ts';

export type OpenCallingDeps = Omit<CallingDeps, 'openSender' | 'receivers'> & {
  receivers: readonly ReceiverConfig[];
  links: Links;
  smtpUrl: string | null;
  catalogue: Pick<Catalogue, 'brands'>;
  onBeat?: SenderDeps['onBeat'];
};

export const openCalling = async (deps: OpenCallingDeps): Promise<Calling> => {
  const { db, oncall, smtpUrl, onBeat } = deps;
  const toolsFor = createTools({ db, smtpUrl, vapid: await vapidKeys(db) });
  const timeZoneOf = async (person: string) => {
    const { roster } = await oncall.state();
    return roster.people.find(({ key }) => key === person)?.timeZone;
  };
  const brandNames = brandNamesOf(deps.catalogue);
  return startCalling({
    ...deps,
    openSender: (epoch, onFate) =>
      startSender({
        ...{ ...deps, brandNames, toolsFor, timeZoneOf, epoch, onFate },
        ...(onBeat && { onBeat }),
      }),
  });
};
