/** The plan of a crisis beside its messages: asked for when somebody looks, and again while they look. */
import type { MessageOut } from '#contracts/alert.ts';
import type { CrisisOut } from '#contracts/crisis.ts';
import type { DryRunOut } from '#contracts/flowchart.ts';
import { listMessages } from '#lib/api-alerts.ts';
import { askDryRun } from '#lib/api-flowchart.ts';
import type { Stretch } from '#lib/chain-plan.ts';
import { instant } from '#lib/format.ts';

const MESSAGES_MAX = 200;

export class ChainPlan {
  /** By the instant at which the stretch began. */
  runs = $state.raw<Readonly<Record<number, DryRunOut>>>({});
  messages = $state.raw<readonly MessageOut[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');

  async fetch(crisis: CrisisOut, stretches: readonly Stretch[]): Promise<void> {
    const { scenario, brand } = crisis;
    const asked = stretches.filter(({ from }) => this.runs[from] === undefined);
    try {
      const [page, runs] = await Promise.all([
        listMessages({ crisis: crisis.id, limit: MESSAGES_MAX }),
        Promise.all(
          asked.map(({ level, from: at }) =>
            askDryRun({ scenario, level, brand, at: instant(at) }),
          ),
        ),
      ]);
      this.messages = page.items;
      const found = asked.map(({ from }, index) => [from, runs[index]!] as const);
      this.runs = { ...this.runs, ...Object.fromEntries(found) };
      this.state = 'ready';
    } catch (error) {
      this.why = (error as Error).message;
      if (this.state === 'loading') this.state = 'failed';
    }
  }
}
