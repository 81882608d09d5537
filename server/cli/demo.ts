/** `npm run demo [-- --port N] [--seed N] [--no-crisis]`: the whole product with an invented brand.
 * Exit status 2 on wrong usage, 1 when it could not start. */
import { parseArgs } from 'node:util';
import { systemClock } from '#server/clock.ts';
import { OUTAGE_AFTER_MS, startDemo, type Demo, type DemoOptions } from '#server/demo/demo.ts';
import { buildWeb } from './web-build.ts';

const USAGE = 'usage: npm run demo -- [--port N] [--seed N] [--no-crisis]';
const PORT_MAX = 65_535;
const SEED_MAX = 2 ** 31 - 1;

const wrongUsage = (reason: string): never => {
  console.error(`${reason}; ${USAGE}`);
  process.exit(2);
};

const whole = (name: string, text: string, max: number): number => {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Infinity;
  return value <= max ? value : wrongUsage(`--${name} takes a whole number up to ${max}`);
};

const readArgs = (): Omit<DemoOptions, 'tell'> => {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8080' },
        seed: { type: 'string', default: '1' },
        'no-crisis': { type: 'boolean', default: false },
      },
    });
    return {
      port: whole('port', values.port, PORT_MAX),
      seed: whole('seed', values.seed, SEED_MAX),
      outageAfterMs: values['no-crisis'] ? null : OUTAGE_AFTER_MS,
    };
  } catch (error) {
    return wrongUsage((error as Error).message.split('\n')[0]!.replace(/\.$/, ''));
  }
};

const greet = ({ url, wallUrl, admin }: Demo, seconds: string): void => {
  const crisis =
    options.outageAfterMs === null
      ? 'It stays calm (--no-crisis).'
      : `In about ${options.outageAfterMs / 1000} s the phone network of Marlo goes down.`;
  console.log(`
  Tocsin   ${url}
  wall     ${wallUrl}
  login    ${admin.email}  ${admin.password}

  Ready after ${seconds} s. ${crisis} Ctrl-C ends the demo and leaves nothing behind.
`);
};

const explain = (error: unknown): unknown => {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return `Port ${options.port} is taken: choose another with --port N`;
  }
  return error instanceof Error && !(error instanceof TypeError) ? error.message : error;
};

const options = readArgs();
let demo: Promise<Demo> | undefined;
let isEnding = false;
const end = async (): Promise<void> => {
  if (isEnding) return;
  isEnding = true;
  // A start that is under way is let through, so that everything it opened can be closed.
  const started = await demo?.catch(() => undefined);
  await started?.stop();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

try {
  const startedAt = performance.now();
  if (await buildWeb()) console.log('The web was built (first start or changed sources).');
  if (!isEnding) {
    demo = startDemo({ ...options, tell: console.log });
    const running = await demo;
    greet(running, ((performance.now() - startedAt) / 1000).toFixed(1));
    if (running.outageAt !== null) {
      const announce = () => console.log('  outage   the first customers lose their signal');
      setTimeout(announce, running.outageAt - systemClock()).unref();
    }
  }
} catch (error) {
  if (!isEnding) {
    console.error(explain(error));
    process.exit(1);
  }
}
