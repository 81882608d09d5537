/** `npm start`: the server, configured by the environment. Exit status 2 on a wrong configuration,
 * 1 when it could not start. */
import { ConfigError, readConfig } from '#server/config.ts';
import { startServer } from '#server/main.ts';
import { buildWeb } from './build.ts';

const fail = (error: unknown): never => {
  const isExpected = error instanceof Error && !(error instanceof TypeError);
  console.error(isExpected ? error.message : error);
  process.exit(error instanceof ConfigError ? 2 : 1);
};

try {
  const config = readConfig();
  await buildWeb();
  const server = await startServer(config);
  let isClosing = false;
  const close = async () => {
    if (isClosing) return;
    isClosing = true;
    await server.close();
    process.exit(0);
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
} catch (error) {
  fail(error);
}
