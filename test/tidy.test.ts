/** The rules of the house as a test: who may import whom, where a capability lives, how long a file
 * may be, what a file may be called. A rule that is only written down is soon broken. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const files = listed.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
const sources = files.filter((file) => /\.(ts|mjs|js|svelte|css|sql)$/.test(file));
const code = sources.filter((file) => /\.(ts|mjs|svelte)$/.test(file));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const production = code.filter((file) => !file.startsWith('test/'));

const ALIASES: [prefix: string, folder: string][] = [
  ['#contracts/', 'server/contracts/'],
  ['#alerts/', 'alerts/'],
  ['#server/', 'server/'],
  ['#lib/', 'web/src/lib/'],
];

/** What a file imports: folder-rooted paths for our own files, package names for others. */
const importsOf = (file: string): { to: string; isType: boolean }[] => {
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s+['"]([^'"]+)['"]/gm;
  return [...read(file).matchAll(pattern)].map((match) => {
    const to = match[2] ?? match[3] ?? match[4] ?? '';
    const alias = ALIASES.find(([prefix]) => to.startsWith(prefix));
    const isType = match[1] !== undefined;
    if (alias) return { to: alias[1] + to.slice(alias[0].length), isType };
    if (to.startsWith('.')) return { to: posix.join(dirname(file), to), isType };
    return { to, isType };
  });
};

/** Rooms of the server from the top down: a room may import from its own rank or lower ones. */
const RANKS: [pattern: RegExp, rank: number][] = [
  [/^server\/cli\//, 7],
  [/^server\/demo\//, 6],
  [/^server\/main\.ts$/, 6],
  [/^server\/app\.ts$/, 5],
  [
    /^server\/(intake|api|live|auth|watch|calling|documents|oncall|tuning|learning|backtest)\/|^server\/(schedule|problems)\.ts$/,
    4,
  ],
  [/^server\/pipeline\//, 3],
  [/^server\/store\//, 2],
  [/^server\//, 1],
];
const rankOf = (file: string) => RANKS.find(([pattern]) => pattern.test(file))?.[1] ?? 0;

/** A capability and the only places that may have it. */
const CAPABILITIES: [what: string, pattern: RegExp, allowed: RegExp][] = [
  ['pg', /from 'pg'/, /^server\/store\//],
  ['socket.io', /from 'socket\.io'/, /^server\/live\//],
  ['ioredis', /from 'ioredis'/, /^server\/(intake\/log-redis\.ts|live\/|main\.ts)/],
  ['process.env', /process\.env/, /^server\/(config\.ts|cli\/)/],
  ['the clock', /Date\.now\(|new Date\(\)/, /^(server\/clock\.ts|server\/cli\/|web\/)/],
  ['echarts', /from 'echarts/, /^web\/src\/lib\/charts\//],
];

const breaches = (test: (file: string) => string[]) => (list: string[]) => list.flatMap(test);

describe('imports', () => {
  it('contracts import zod only', () => {
    const bad = breaches((file) =>
      importsOf(file)
        .filter(({ to }) => to !== 'zod' && !to.startsWith('server/contracts/'))
        .map(({ to }) => `${file} imports ${to}`),
    )(code.filter((file) => file.startsWith('server/contracts/')));
    expect(bad).toEqual([]);
  });

  it('alerts import contracts and alerts only, receivers also packages, on-call a calendar', () => {
    const bad = breaches((file) =>
      importsOf(file)
        .filter(({ to }) => !/^(server\/contracts|alerts)\//.test(to))
        .filter(({ to }) => !file.startsWith('alerts/receivers/') || to.startsWith('server/'))
        .filter(
          ({ to }) => !/^alerts\/(oncall|flowchart)\//.test(file) || to !== 'temporal-polyfill',
        )
        .map(({ to }) => `${file} imports ${to}`),
    )(code.filter((file) => file.startsWith('alerts/')));
    expect(bad).toEqual([]);
  });

  it('no room of the server imports from a room above it', () => {
    const bad = breaches((file) =>
      importsOf(file)
        .filter(({ to }) => to.startsWith('server/') && !to.startsWith('server/contracts/'))
        .filter(({ to }) => rankOf(to) > rankOf(file))
        .map(({ to }) => `${file} imports ${to}`),
    )(code.filter((file) => file.startsWith('server/')));
    expect(bad).toEqual([]);
  });

  it('the web imports contracts as types, its own lib and packages', () => {
    const bad = breaches((file) =>
      importsOf(file)
        .filter(({ to, isType }) => to.startsWith('server/') && !isType)
        .map(({ to }) => `${file} imports ${to}`),
    )(code.filter((file) => file.startsWith('web/src/')));
    expect(bad).toEqual([]);
  });

  it('each capability stays in its room', () => {
    const bad = breaches((file) =>
      CAPABILITIES.filter(
        ([, pattern, allowed]) => pattern.test(read(file)) && !allowed.test(file),
      ).map(([what]) => `${file} uses ${what}`),
    )(production);
    expect(bad).toEqual([]);
  });
});

describe('files', () => {
  it('have at most 300 lines', () => {
    const long = code.filter((file) => !/lexicon|vocabulary/.test(file));
    expect(long.filter((file) => read(file).split('\n').length > 301)).toEqual([]);
  });

  it('open with what they are', () => {
    const opened = production.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
    expect(opened.filter((file) => !read(file).startsWith('/**'))).toEqual([]);
  });

  it('are named for the one thing they hold', () => {
    const banned = /^(utils?|helpers?|common|misc|manager|service|index)\b/;
    const named = production.filter((file) => /^(server|alerts|web\/src)\//.test(file));
    const bad = named.filter((file) => {
      const name = basename(file).replace(/\.(svelte\.)?(ts|mjs|svelte)$/, '');
      if (banned.test(name)) return true;
      if (name.startsWith('+')) return false;
      return file.endsWith('.svelte')
        ? !/^[A-Z][A-Za-z0-9]*$/.test(name)
        : !/^[a-z0-9.-]+$/.test(name);
    });
    expect(bad).toEqual([]);
  });

  it('hold no left-over work and nothing about any one machine', () => {
    const own = 'test/tidy.test.ts';
    const patterns = [
      /\bTODO\b|\bFIXME\b|\bXXX\b/,
      /\/work\/|\/root\//,
      /registry\.npmjs|deb\.debian\.org/,
    ];
    const bad = files
      .filter((file) => file !== own && !/package-lock|\.(png|woff2?)$/.test(file))
      .flatMap((file) => patterns.filter((p) => p.test(read(file))).map((p) => `${file}: ${p}`));
    expect(bad).toEqual([]);
  });
});

describe('readmes', () => {
  const rooms = ['server', 'web', 'sql', 'alerts', 'test'];

  it('every top folder has one, and none of a room is longer than 30 lines', () => {
    expect(rooms.filter((room) => !files.includes(`${room}/README.md`))).toEqual([]);
    const ofRooms = files.filter((file) => /^.+\/README\.md$/.test(file));
    expect(ofRooms.length).toBeGreaterThan(rooms.length);
    expect(ofRooms.filter((file) => read(file).trimEnd().split('\n').length > 30)).toEqual([]);
  });

  it("the README's map names what exists", () => {
    const map = read('README.md').match(/```text\n([\s\S]*?)```/)?.[1] ?? '';
    const named = map.split('\n').map((line) => line.trim().split(/\s/)[0] ?? '');
    const paths = named.filter((name) => /^[a-z][a-z/.-]*$/.test(name));
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const folders = files.map((file) =>
      relative('.', dirname(file)).split('/').slice(0, 2).join('/'),
    );
    const rooms = [...new Set(folders)].filter((folder) => /^server\/[a-z]+$/.test(folder));
    expect(rooms.filter((room) => !paths.some((path) => path.startsWith(room)))).toEqual([]);
  });
});
