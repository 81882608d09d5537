/** The webhook of Prometheus Alertmanager: what other monitoring says of a brand stands beside what
 * customers say. It is evidence and opens no crisis; what comes in here is somebody else's text and is
 * kept as one short line. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { oneLine } from '#alerts/receivers/one-line.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import {
  alertmanagerAlert,
  alertmanagerIn,
  EXTERNAL_SEVERITIES,
  type AlertmanagerAlert,
  type ExternalSeverity,
} from '#contracts/external-alert.ts';
import { intakeAnswer, type RowRejection } from '#contracts/intake.ts';
import { LIMITS } from '#contracts/limits.ts';
import { keyText } from '#contracts/text.ts';
import type { Clock } from '../clock.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { noteExternalAlerts, type Told } from '../store/external-alerts.ts';
import type { Db } from '../store/sql.ts';

export type AlertmanagerOptions = { db: Db; clock: Clock; catalogue: Catalogue; metrics: Metrics };

const NAME_CHARS = 80;
const SUMMARY_CHARS = 200;

/** Names in use for the same four. */
const SEVERITIES: Readonly<Record<string, ExternalSeverity>> = {
  page: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  high: 'error',
  medium: 'warning',
  warn: 'warning',
  low: 'info',
  none: 'info',
};
const severityOf = (label = ''): ExternalSeverity => {
  const word = label.toLowerCase();
  return EXTERNAL_SEVERITIES.find((one) => one === word) ?? SEVERITIES[word] ?? 'warning';
};

/** The label says it, by key or name; without one it is the only brand there is. Where no brand is
 * configured, whoever sends names them. */
const brandOf = ({ labels }: AlertmanagerAlert, { brands }: Catalogue): string | null => {
  const { brand } = labels;
  if (brand === undefined) return brands.length === 1 ? brands[0]!.key : null;
  if (brands.length === 0) return keyText(LIMITS.brandChars).safeParse(brand).data ?? null;
  return brands.find(({ key, name }) => key === brand || name === brand)?.key ?? null;
};

const summaryOf = ({ annotations }: AlertmanagerAlert): string =>
  annotations.summary ?? annotations.description ?? annotations.message ?? '';

const toTold = (alert: AlertmanagerAlert, brand: string): Told => {
  const { labels, fingerprint, startsAt, status } = alert;
  return {
    isFiring: status === 'firing',
    alert: {
      ...{ brand, source: 'alertmanager', fingerprint, startsAt },
      name: oneLine(labels.alertname ?? '', NAME_CHARS) || 'Alert',
      summary: oneLine(summaryOf(alert), SUMMARY_CHARS),
      severity: severityOf(labels.severity),
    },
  };
};

const UNKNOWN = 'The label brand must name a brand that is configured';
const FULL = `At most ${RUNTIME.externalAlertsMax} fire at the same time`;

/** Alerts one by one, so that a bad one is named and the others count. */
const sort = (alerts: readonly unknown[], catalogue: Catalogue) => {
  const told: { index: number; one: Told }[] = [];
  const rejected: RowRejection[] = [];
  for (const [index, value] of alerts.entries()) {
    const read = alertmanagerAlert.safeParse(value);
    if (!read.success) {
      const fields = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? '')))];
      rejected.push({ index, code: 'invalid-row', detail: `Wrong: ${fields.join(', ')}` });
      continue;
    }
    const brand = brandOf(read.data, catalogue);
    if (brand === null) rejected.push({ index, code: 'unknown-brand', detail: UNKNOWN });
    else told.push({ index, one: toTold(read.data, brand) });
  }
  return { told, rejected };
};

export const alertmanagerRoutes: FastifyPluginAsyncZod<AlertmanagerOptions> = async (
  app,
  { db, clock, catalogue, metrics },
) => {
  app.post(
    '/sources/alertmanager',
    {
      schema: {
        tags: ['intake'],
        summary: 'Alerts of Prometheus Alertmanager',
        description:
          'Takes the webhook of Alertmanager, version 4. A firing alert is a signal of the brand that ' +
          'its label `brand` names, joins the open crisis of that brand as evidence, and opens none. ' +
          'It ends when it is resolved or was not repeated for 5 hours.',
        body: alertmanagerIn,
        response: { 202: intakeAnswer },
      },
    },
    async ({ body }, reply) => {
      const { told, rejected } = sort(body.alerts, catalogue);
      const at = clock();
      const heardAfter = at - RUNTIME.externalStaleMs;
      const limits = { at, heardAfter, max: RUNTIME.externalAlertsMax };
      const rows = told.map(({ one }) => one);
      const refused = new Set(rows.length > 0 ? await noteExternalAlerts(db, rows, limits) : []);
      for (const { index, one } of told) {
        if (refused.has(one.alert)) rejected.push({ index, code: 'too-many-open', detail: FULL });
      }
      for (const { code } of rejected) metrics.rowsRejected.inc({ code });
      const accepted = body.alerts.length - rejected.length;
      if (accepted === 0) {
        const detail = `None of ${rejected.length} alerts was accepted`;
        throw new AppError('no-row-accepted', detail, { errors: rejected });
      }
      rejected.sort((a, b) => a.index - b.index);
      return reply.code(202).send({ accepted, rejected });
    },
  );
};
