/** The first step of every npm command. Plain JavaScript for any Node from 18 on, because it runs
 * before anything is installed: it installs what the lock file names, then hands over to the
 * command's own file under the Node that came with it. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isInstalled } from './installed.mjs';

const LEAST_NODE_MAJOR = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.tocsin-installed');

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** Our own Node: the packaged one, or the running one where that is new enough. Null: neither. */
const nodeFile = () => {
  if (Number(process.versions.node.split('.')[0]) >= LEAST_NODE_MAJOR) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const packaged = join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(packaged) ? packaged : null;
};

/** Installs unless node_modules came from this very lock file. */
const installOnce = () => {
  const digest = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  if (isInstalled(root) && nodeFile() !== null) {
    writeFileSync(stamp, digest);
    return;
  }
  console.error('Installing packages (first run or changed lock file) ...');
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    console.error('npm ci failed; nothing was started.');
    process.exit(1);
  }
  writeFileSync(stamp, digest);
};

const findNode = () => {
  const file = nodeFile();
  if (file !== null) return file;
  console.error(`Node ${LEAST_NODE_MAJOR} or newer is needed; this is ${process.version}.`);
  return process.exit(1);
};

const [name, ...args] = process.argv.slice(2);
const file = join(root, 'server', 'cli', `${name}.ts`);
if (!name || !/^[a-z]+$/.test(name) || !existsSync(file)) {
  console.error(
    'usage: npm run <demo|start|test|check|bench|build|replay|backtest|detect|sentiment|topics|train>',
  );
  process.exit(2);
}
installOnce();
const node = findNode();
if (node === process.execPath) {
  process.argv = [node, file, ...args];
  await import(pathToFileURL(file).href);
} else {
  const child = spawn(node, [file, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
