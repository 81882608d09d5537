/** PagerDuty by its Events API v2: one crisis at one level is one incident, whatever is sent about it,
 * because each event of it carries the same `dedup_key`; that also makes a repeated attempt harmless.
 * A higher level is an incident of its own, because PagerDuty calls nobody for one that somebody has
 * acknowledged, and the one below it is resolved. */
import { isAlert } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import type { Delivery, Receiver } from './contract.ts';
import { attempt, judgeStatus } from './http.ts';
import { oneLine } from './one-line.ts';
import { wordsOf } from './words.ts';

/** The documented bounds of the interface. */
export const PAGERDUTY_LIMITS = { summaryChars: 1_024, dedupChars: 255, bodyBytes: 512 * 1_024 };
const BRAND_CHARS = 128;

const SEVERITY = { critical: 'critical', high: 'error', medium: 'warning', low: 'info' } as const;

/** One field a line, as the incident lists them. */
const detailsOf = ({ body, timeZone }: Delivery): Record<string, string> => {
  const { why, sayFirst, lines, others, othersMore } = wordsOf(body, timeZone);
  const more = othersMore > 0 ? [`and ${othersMore} more`] : [];
  return {
    Why: why,
    ...(sayFirst.length > 0 && { 'Do first': sayFirst.join('\n') }),
    ...Object.fromEntries(lines.map(({ label, value }) => [label, value])),
    ...(others.length > 0 && {
      'Also open': [...others.map(({ label, url }) => `${label} ${url}`), ...more].join('\n'),
    }),
  };
};

const linksOf = ({ body, timeZone }: Delivery) => {
  const { answer, page } = wordsOf(body, timeZone);
  return [answer, page].flatMap((link) => (link ? [{ href: link.url, text: link.label }] : []));
};

/** A notice is nobody's incident, yet it has to arrive: it opens the mildest one there is. */
const payloadOf = (delivery: Delivery) => {
  const { body, timeZone } = delivery;
  const crisis = isAlert(body) ? body.crisis : null;
  const brand = crisis ? oneLine(crisis.brand, BRAND_CHARS) : '';
  const { lockScreen } = wordsOf(body, timeZone);
  return {
    summary: lockScreen.slice(0, PAGERDUTY_LIMITS.summaryChars),
    source: brand || 'tocsin',
    severity: crisis ? SEVERITY[crisis.level] : ('info' as const),
    timestamp: body.at,
    ...(crisis && { component: brand, class: crisis.scenario }),
    custom_details: detailsOf(delivery),
  };
};

type Event = ReturnType<typeof head> | ReturnType<typeof triggerOf>;
const head = (
  { routingKey }: ReceiverConfigOf<'pagerduty'>,
  action: 'trigger' | 'resolve',
  key: string,
) => ({
  routing_key: routingKey,
  event_action: action,
  dedup_key: key.slice(-PAGERDUTY_LIMITS.dedupChars),
});

const triggerOf = (config: ReceiverConfigOf<'pagerduty'>, delivery: Delivery, key: string) => {
  const { body } = delivery;
  const url = isAlert(body) ? body.crisis.url : body.answerUrl;
  return {
    ...head(config, 'trigger', key),
    client: 'Tocsin',
    ...(url !== undefined && { client_url: url }),
    links: linksOf(delivery),
    payload: payloadOf(delivery),
  };
};

/** The events as they go over the wire, the one that matters first. Once somebody has it here, the
 * incident has done its part: resolved and not only acknowledged, so that a call that is needed again
 * (who had it gave it back) calls again there as well. */
export const pagerdutyEvents = (
  config: ReceiverConfigOf<'pagerduty'>,
  delivery: Delivery,
): Event[] => {
  const { id, body } = delivery;
  if (!isAlert(body)) return [triggerOf(config, delivery, `tocsin-${id}`)];
  const { crisis, type } = body;
  const keyOf = (level: Level) => `tocsin-${crisis.id}-${level}`;
  const resolve = (levels: readonly Level[]) =>
    levels.map((level) => head(config, 'resolve', keyOf(level)));
  if (type === 'alert.taken' || type === 'alert.resolved') return resolve(LEVELS);
  const lower = LEVELS.slice(0, LEVELS.indexOf(crisis.level));
  const trigger = triggerOf(config, delivery, keyOf(crisis.level));
  return [trigger, ...(type === 'alert.level' ? resolve(lower) : [])];
};

export const pagerduty: Receiver<'pagerduty'> = {
  async send(config, delivery) {
    for (const event of pagerdutyEvents(config, delivery)) {
      const outcome = await attempt(
        config.url,
        {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(event),
          allowPrivateAddress: config.allowPrivateAddress,
        },
        (answer) => judgeStatus(answer, delivery.at),
      );
      if (outcome.kind !== 'accepted') return outcome;
    }
    return { kind: 'accepted' };
  },
};
