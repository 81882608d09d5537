/** `npm start`: the server, configured by the environment. Exit status 2 on a wrong configuration,
 * 1 when it could not start or could not close. */
import { ConfigError, readConfig, RUNTIME } from '#server/config.ts';
import { readConfigDir } from '#server/documents/shipped.ts';
import { readOwnModel } from '#server/learning/in-force.ts';
import { startServer, type Server } from '#server/main.ts';
import { buildWeb } from './web-build.ts';
import { describeCrash, describeFailure } from './start-failure.ts';

/** A part that hangs must not hold up the machine: what is not closed after so long is left. */
const CLOSE_MAX_MS = RUNTIME.closeGraceMs * 2;
/** A terminal and npm both pass a Ctrl-C on: what comes so soon after the first is the first. */
const SAME_SIGNAL_MS = 1_000;

/** Environment and CONFIG_DIR together, so that one start names every problem of both. */
const readSettings = () => {
  const problems: string[] = [];
  const collect = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const config = collect(() => readConfig());
  const configDir = config === null ? process.env.CONFIG_DIR : config.configDir;
  const dir = collect(() => readConfigDir(configDir || null));
  if (config !== null) collect(() => readOwnModel(config));
  if (config === null || dir === null || problems.length > 0) throw new ConfigError(problems);
  return { config, ...dir };
};

const leave = (reason: string): void => {
  console.error(`Ended without a clean close: ${reason}. Nothing that was accepted is lost.`);
  process.exit(1);
};

/** The first signal closes in order, a start that is under way being let through first; a second one,
 * or a close that hangs, ends at once. */
const closeOnSignal = (starting: Promise<Server>): void => {
  let closingSince: number | null = null;
  const onSignal = async (): Promise<void> => {
    if (closingSince !== null) {
      if (performance.now() - closingSince > SAME_SIGNAL_MS) leave('a second signal came');
      return;
    }
    closingSince = performance.now();
    setTimeout(() => leave(`a part still hung after ${CLOSE_MAX_MS / 1_000} s`), CLOSE_MAX_MS);
    const server = await starting.catch(() => null);
    if (server === null) return;
    await server.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
};

if (process.argv.length > 2) {
  console.error('usage: npm start (takes no arguments; it is configured by the environment)');
  process.exit(2);
}

// What is accepted is on disk: the next start goes on with it.
process.on('uncaughtException', (error) => {
  console.error(describeCrash(error));
  process.exit(1);
});

let databaseUrl: string | null = null;
try {
  const { config, catalogue, files } = readSettings();
  databaseUrl = config.databaseUrl;
  await buildWeb();
  const starting = startServer(config, { catalogue, files });
  closeOnSignal(starting);
  await starting;
} catch (error) {
  console.error(describeFailure(error, databaseUrl));
  process.exit(error instanceof ConfigError ? 2 : 1);
}
