/** One attempt at one message: what it says by now, through its receiver, with an end to its time.
 * Whatever happens comes back as an outcome. */
import type { Delivery, Outcome, ReceiverTools } from '#alerts/receivers/contract.ts';
import { RECEIVERS } from '#alerts/receivers/list.ts';
import { isAlert, type AlertBody, type MessageBody } from '#contracts/alert.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Logger } from '#server/logger.ts';
import type { StoredMessage } from '#server/store/messages.ts';
import type { Rider, Taken } from '#server/store/outbox.ts';
import type { Links } from './links.ts';

export type Receivers = Readonly<Record<string, { send(...given: never[]): Promise<Outcome> }>>;
export type AttemptDeps = {
  clock: Clock;
  logger: Logger;
  receivers: readonly ReceiverConfig[];
  links: Pick<Links, 'tokenOf' | 'answerUrl'>;
  publicUrl: string;
  /** Of the catalogue, by key. */
  brandNames?: BrandNames;
  toolsFor(message: StoredMessage): Promise<ReceiverTools>;
  /** Of a person's key; undefined: not known. */
  timeZoneOf(person: string): Promise<string | undefined>;
  /** Another list of receivers than the house's own: for tests. */
  kinds?: Receivers;
};

const OTHERS_MAX = 10;

type BrandNames = ReadonlyMap<string, string>;

/** What people call the brand, where the catalogue knows more than its key. */
const named = (brand: string, names: BrandNames): { brandName?: string } => {
  const brandName = names.get(brand);
  return brandName === undefined || brandName === brand ? {} : { brandName };
};

const toOther = ({ crisis, level, scenario }: Rider, names: BrandNames) => ({
  number: crisis.number,
  title: crisis.title,
  brand: crisis.brand,
  ...named(crisis.brand, names),
  level,
  scenario: scenario ?? 'unclassified',
  url: crisis.url,
});

/** Crises that ride along, each once and without the leader's own. */
const othersOf = (
  message: StoredMessage,
  riders: readonly Rider[],
  names: BrandNames,
): Partial<AlertBody> => {
  const seen = new Set([message.crisisId]);
  const crises = riders.filter(({ crisisId }) => !seen.has(crisisId) && seen.add(crisisId));
  if (crises.length === 0) return {};
  const others = crises.slice(0, OTHERS_MAX).map((rider) => toOther(rider, names));
  const othersMore = crises.length - others.length;
  return { others, ...(othersMore > 0 && { othersMore }) };
};

/** The body as it is sent: with the link that belongs to this message alone. */
export const bodyOf = (
  { message, riders }: Taken,
  links: Pick<Links, 'answerUrl'>,
  names: BrandNames = new Map(),
): MessageBody => {
  const answerUrl = links.answerUrl(message.nonce);
  const { body } = message;
  if (!isAlert(body)) return { ...body, answerUrl };
  const others = othersOf(message, riders, names);
  return { ...body, ...named(body.crisis.brand, names), answerUrl, ...others };
};

/** Texts are worth sending without the reader's own clock: the store may just be away. */
const timeZoneOf = (deps: AttemptDeps, person: string | null): Promise<string | undefined> =>
  person === null ? Promise.resolve(undefined) : deps.timeZoneOf(person).catch(() => undefined);

const deliveryOf = async (deps: AttemptDeps, taken: Taken): Promise<Delivery> => {
  const { message } = taken;
  const { id, contact, person, way, nonce } = message;
  const timeZone = await timeZoneOf(deps, person);
  const isCalledBack = way.kind === 'sms' || way.kind === 'voice';
  const callback = `${deps.publicUrl}/api/v1/callbacks/twilio/${deps.links.tokenOf(nonce)}`;
  return {
    id,
    at: deps.clock(),
    body: bodyOf(taken, deps.links, deps.brandNames),
    address: way.address,
    contact,
    ...(timeZone !== undefined && { timeZone }),
    callbackUrl: isCalledBack ? callback : null,
  };
};

const tooLate = (ms: number) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    const outcome = { kind: 'retry', reason: 'no answer in time', mayHaveArrived: true } as const;
    timer = setTimeout(() => resolve(outcome), ms);
  });
  return { late, end: () => clearTimeout(timer) };
};

/** Never throws. What a receiver throws is a fault of ours: said in the log by its name alone. */
export const attempt = async (deps: AttemptDeps, taken: Taken): Promise<Outcome> => {
  const { way } = taken.message;
  const config = deps.receivers.find(({ key }) => key === way.receiver);
  if (!config) return { kind: 'refused', reason: 'the receiver is no longer configured' };
  const receiver = ((deps.kinds ?? RECEIVERS) as Receivers)[config.kind];
  if (!receiver) return { kind: 'refused', reason: 'there is no such receiver here' };
  const tools = await deps.toolsFor(taken.message).catch(() => null);
  if (tools === null) return { kind: 'retry', reason: 'the store is away' };
  const { late, end } = tooLate(RUNTIME.messageAttemptMs);
  try {
    const given = [config, await deliveryOf(deps, taken), tools] as unknown as never[];
    return await Promise.race([receiver.send(...given), late]);
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown';
    deps.logger.error({ message: taken.message.id, via: way.kind, fault }, 'a receiver failed');
    return { kind: 'retry', reason: 'could not be sent', mayHaveArrived: true };
  } finally {
    end();
  }
};
