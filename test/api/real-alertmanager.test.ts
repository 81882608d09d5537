/** A real Alertmanager brings its alerts: what it sends is what the door takes, and its end is the end. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import { firingAlerts } from '#server/store/external-alerts.ts';
import { findAlertmanager, startAlertmanager } from '../helpers/alertmanager.ts';
import { INGEST_KEY, openApp, type Harness } from './harness.ts';

const path = findAlertmanager();
const WITHIN = { timeout: 20_000, interval: 100 };

describe.skipIf(path === null)('a real Alertmanager', () => {
  let harness: Harness;
  let alertmanager: Awaited<ReturnType<typeof startAlertmanager>>;
  beforeAll(async () => {
    harness = await openApp({
      deps: { catalogue: catalogue.parse({ brands: [{ key: 'marlo' }] }) },
    });
    await harness.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = harness.app.server.address() as AddressInfo;
    alertmanager = await startAlertmanager(path!, {
      url: `http://127.0.0.1:${port}/api/v1/sources/alertmanager`,
      bearer: INGEST_KEY,
    });
  });
  afterAll(async () => {
    await alertmanager?.close();
    await harness?.close();
  });

  it('fires, is told anew, and resolves', async () => {
    const labels = { alertname: 'PaymentsFailing', severity: 'critical' };
    const firing = () => firingAlerts(harness.db, 0, 10);
    await alertmanager.tell({ labels, annotations: { summary: 'Half of all payments fail' } });
    await vi.waitFor(async () => expect(await firing()).toHaveLength(1), WITHIN);
    expect(await firing()).toMatchObject([
      {
        ...{ brand: 'marlo', name: 'PaymentsFailing', severity: 'critical' },
        summary: 'Half of all payments fail',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    await alertmanager.tell({ labels, endsAt: new Date(Date.now() - 1_000).toISOString() });
    await vi.waitFor(async () => expect(await firing()).toEqual([]), WITHIN);
    expect(alertmanager.said()).not.toContain('level=error');
  });
});
