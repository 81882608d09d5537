/** PagerDuty by its Events API v2: one crisis is one incident, whatever is sent about it, because
 * each event carries the same `dedup_key`. That also makes a repeated attempt harmless. */
import { isAlert, type AlertBody } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Delivery, Receiver } from './contract.ts';
import { attempt, judgeStatus } from './http.ts';
import { oneLine } from './one-line.ts';
import { wordsOf } from './words.ts';

/** The documented bounds of the interface. */
export const PAGERDUTY_LIMITS = { summaryChars: 1_024, dedupChars: 255, bodyBytes: 512 * 1_024 };
const BRAND_CHARS = 128;

const SEVERITY = { critical: 'critical', high: 'error', medium: 'warning', low: 'info' } as const;

/** What somebody has in hand at this very level is acknowledged there too; a handover or a question
 * to the reserve is for a person who must hear it. */
const actionOf = ({ type, crisis }: AlertBody): 'trigger' | 'acknowledge' | 'resolve' => {
  if (type === 'alert.resolved') return 'resolve';
  const isCall = type === 'alert.step' || type === 'alert.repeat' || type === 'alert.level';
  const isTaken = crisis.state === 'acknowledged' && crisis.acknowledgedLevel === crisis.level;
  return isCall && isTaken ? 'acknowledge' : 'trigger';
};

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

/** The event as it goes over the wire. */
export const pagerdutyEvent = (config: ReceiverConfigOf<'pagerduty'>, delivery: Delivery) => {
  const { id, body } = delivery;
  const action = isAlert(body) ? actionOf(body) : 'trigger';
  const key = isAlert(body) ? `tocsin-${body.crisis.id}` : `tocsin-${id}`;
  const head = {
    routing_key: config.routingKey,
    event_action: action,
    dedup_key: key.slice(0, PAGERDUTY_LIMITS.dedupChars),
  };
  if (action !== 'trigger') return head;
  const url = isAlert(body) ? body.crisis.url : body.answerUrl;
  return {
    ...head,
    client: 'Tocsin',
    ...(url !== undefined && { client_url: url }),
    links: linksOf(delivery),
    payload: payloadOf(delivery),
  };
};

export const pagerduty: Receiver<'pagerduty'> = {
  send(config, delivery) {
    return attempt(
      config.url,
      {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(pagerdutyEvent(config, delivery)),
        allowPrivateAddress: config.allowPrivateAddress,
      },
      (answer) => judgeStatus(answer, delivery.at),
    );
  },
};
