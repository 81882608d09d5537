/** Commands to a crisis as the stand-in server plays them. */
import type { CommandIn, CrisisOut } from '#contracts/crisis.ts';

/** What a command changes, roughly as the server's own rules. */
export const changeBy = (
  command: string,
  said: CommandIn,
  { level }: CrisisOut,
  name: string,
): Partial<CrisisOut> | undefined =>
  ({
    acknowledge: {
      state: 'acknowledged' as const,
      acknowledgedBy: name,
      acknowledgedLevel: level,
    },
    handover: { acknowledgedBy: said.to },
    level: { level: said.level },
    scenario: { scenario: said.scenario },
    contain: { state: 'contained' as const },
    resolve: { state: 'resolved' as const },
    'false-alarm': { state: 'false-alarm' as const },
  })[command];
