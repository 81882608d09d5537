/** The webhook of Prometheus Alertmanager, version 4, as its receivers take it: whatever already
 * understands Alertmanager understands Tocsin. Who takes it tells alerts apart by their fingerprint,
 * so each attempt and each level of one crisis is the same alert. */
import { createHash } from 'node:crypto';
import { isAlert, type AlertBody, type NoticeBody } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Delivery, Receiver } from './contract.ts';
import { attempt, judgeStatus } from './http.ts';
import { oneLine } from './one-line.ts';
import { plainTextOf, wordsOf } from './words.ts';

/** How Go writes "no time": the alert has not ended. */
const NO_TIME = '0001-01-01T00:00:00Z';
const FINGERPRINT_CHARS = 16;

type Labels = Record<string, string>;
type Told = {
  status: 'firing' | 'resolved';
  /** What makes it the same alert. */
  identity: Labels;
  labels: Labels;
  annotations: Labels;
  startsAt: string;
  endsAt: string;
  url: string;
};

/** Labels may change with the level; the identity does not. */
const fingerprintOf = (identity: Labels): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(identity).sort()))
    .digest('hex')
    .slice(0, FINGERPRINT_CHARS);

const LABEL_CHARS = 512;
const tidyLabels = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).map(([name, text]) => [name, oneLine(text, LABEL_CHARS)]),
  );

const crisisTold = (body: AlertBody, timeZone: string | undefined): Told => {
  const { crisis, type, at, drill } = body;
  const words = wordsOf(body, timeZone);
  const isOver = type === 'alert.resolved';
  const identity = { alertname: 'TocsinCrisis', crisis: crisis.id, brand: crisis.brand };
  return {
    status: isOver ? 'resolved' : 'firing',
    identity,
    labels: {
      ...identity,
      scenario: crisis.scenario,
      severity: crisis.level,
      ...(drill && { drill: 'true' }),
    },
    annotations: {
      summary: words.lockScreen,
      description: plainTextOf(words),
      ...(words.sayFirst.length > 0 && { first: words.sayFirst.join('\n') }),
      ...(words.answer && { answer_url: words.answer.url }),
    },
    startsAt: crisis.openedAt,
    endsAt: isOver ? (crisis.resolvedAt ?? at) : NO_TIME,
    url: crisis.url,
  };
};

const noticeTold = (body: NoticeBody, id: string, timeZone: string | undefined): Told => {
  const words = wordsOf(body, timeZone);
  const identity = { alertname: 'TocsinNotice', notice: id };
  return {
    status: 'firing',
    identity,
    labels: { ...identity, severity: 'info' },
    annotations: { summary: words.lockScreen, description: plainTextOf(words) },
    startsAt: body.at,
    endsAt: NO_TIME,
    url: body.answerUrl ?? '',
  };
};

/** The body as it goes over the wire. */
export const alertmanagerBody = (
  config: ReceiverConfigOf<'alertmanager'>,
  { id, body, timeZone }: Delivery,
) => {
  const told = isAlert(body) ? crisisTold(body, timeZone) : noticeTold(body, id, timeZone);
  const identity = tidyLabels(told.identity);
  const labels = tidyLabels(told.labels);
  const { annotations } = told;
  return {
    version: '4',
    groupKey: `{}:{alertname="${identity.alertname}", fingerprint="${fingerprintOf(identity)}"}`,
    truncatedAlerts: 0,
    status: told.status,
    receiver: config.key,
    groupLabels: identity,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: told.url === '' ? '' : new URL(told.url).origin,
    alerts: [
      {
        status: told.status,
        labels,
        annotations,
        startsAt: told.startsAt,
        endsAt: told.endsAt,
        generatorURL: told.url,
        fingerprint: fingerprintOf(identity),
      },
    ],
  };
};

export const alertmanager: Receiver<'alertmanager'> = {
  send(config, delivery) {
    const { url, token, allowPrivateAddress } = config;
    return attempt(
      url,
      {
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(alertmanagerBody(config, delivery)),
        allowPrivateAddress,
      },
      (answer) => judgeStatus(answer, delivery.at),
    );
  },
};
