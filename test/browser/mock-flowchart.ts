/** The flowchart's routes as the stand-in plays them: versions in memory, and the server's own reading,
 * proof and dry run over a made-up team, so that what the page shows is what the product says. */
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import {
  coverageOut,
  dryRunIn,
  dryRunOut,
  type Flowchart,
  type versionOut,
} from '#contracts/flowchart.ts';
import { roster, type OncallState, type Roster } from '#contracts/oncall.ts';
import { holesOpened, proveCoverage } from '#alerts/flowchart/coverage.ts';
import { dryRun } from '#alerts/flowchart/dry-run.ts';
import { wayKeyOf } from '#alerts/oncall/ways.ts';
import { readDocument } from '#server/documents/read.ts';
import { shippedText } from '#server/documents/shipped.ts';
import type { z } from 'zod';

export type FlowchartFace = 'whole' | 'holes' | 'nobody' | 'broken' | 'loading';
type Answer = [status: number, body?: unknown];
type Version = z.infer<typeof versionOut> & { text: string };

const DAY = 86_400_000;
const WEEKS_MS = 28 * DAY;

const way = (name: string, digit: number) => [
  { via: 'mail', address: `${name}@example.test` },
  { via: 'sms', address: `+49301234560${digit}` },
  { via: 'voice', address: `+49301234560${digit}` },
];
const team = (): Roster =>
  roster.parse({
    people: [
      { key: 'ada', name: 'Ada Okafor', timeZone: 'Europe/Berlin', ways: way('ada', 1) },
      { key: 'ben', name: 'Ben Castellano', timeZone: 'America/New_York', ways: way('ben', 2) },
      { key: 'mei', name: 'Mei Tanaka', timeZone: 'Asia/Tokyo', ways: way('mei', 3) },
      { key: 'ilse', name: 'Ilse Vermeer', timeZone: 'Europe/Berlin', ways: way('ilse', 4) },
      { key: 'kofi', name: 'Kofi Mensah', timeZone: 'Africa/Accra', ways: way('kofi', 5) },
      {
        ...{ key: 'priya', name: 'Priya Nair', timeZone: 'Asia/Kolkata', ways: way('priya', 6) },
        roles: ['management'],
      },
    ],
    rotas: [
      {
        ...{ key: 'on-call', name: 'On-call leader', timeZone: 'Europe/Berlin' },
        layers: [{ people: ['ada', 'ben', 'mei'], every: { days: 2 }, startsOn: '2025-01-06' }],
      },
      {
        ...{ key: 'lead', name: 'Senior leader on call', timeZone: 'Europe/Berlin' },
        layers: [{ people: ['ilse', 'kofi'], startsOn: '2025-01-06' }],
      },
    ],
  });
const RECEIVERS = [
  { key: 'mail', kind: 'mail', contact: 'on-call', from: 'tocsin@example.test' },
  { key: 'sms', kind: 'sms', contact: 'on-call' },
  { key: 'voice', kind: 'voice', contact: 'on-call' },
] as unknown as ReceiverConfig[];

/** Ben's confirmations run out within the four weeks where there are holes. */
const stateOf = (face: FlowchartFace, now: number): OncallState => {
  const people = face === 'nobody' ? { ...team(), people: [], rotas: [] } : team();
  return {
    roster: people,
    overrides: [],
    calendars: [],
    pushPeople: [],
    confirmations: people.people.flatMap(({ key, ways }) =>
      ways.map((row) => {
        const isOld = face === 'holes' && key === 'ben';
        return {
          person: key,
          way: wayKeyOf(row),
          confirmedAt: now - (isOld ? 75 : 1) * DAY,
        };
      }),
    ),
  };
};

const parsed = (text: string): Flowchart => {
  const read = readDocument('flowchart', text);
  if (!read.ok) throw new Error('the mock holds a wrong chart');
  return read.value;
};
const problem = (status: number, code: string, title: string, errors?: unknown[]): Answer => [
  status,
  { type: `urn:tocsin:error:${code}`, title, status, errors },
];

export const createFlowchart = (clock: () => number) => {
  const first = shippedText('flowchart');
  const now = clock();
  const versions: Version[] = [
    {
      ...{ version: 1, at: new Date(now - 40 * DAY).toISOString(), by: 'Tocsin' },
      ...{ source: 'default', reason: '', text: first },
    },
    {
      ...{ version: 2, at: new Date(now - 3 * DAY).toISOString(), by: 'Ilse Vermeer' },
      ...{ source: 'page', reason: 'The lead sooner at high: last week took too long.' },
      text: first.replace('afterMinutes: 6\n', 'afterMinutes: 5 # was 6\n'),
    },
  ];
  const state = {
    face: 'whole' as FlowchartFace,
    isReviewDue: false,
    saved: [] as unknown[],
    asked: [] as unknown[],
  };
  const newest = () => versions.at(-1)!;
  const prove = (chart: Flowchart, version: number) => {
    const at = clock();
    const oncall = stateOf(state.face, at);
    const window = { from: at, to: at + WEEKS_MS };
    return proveCoverage({ chart, version, oncall, receivers: RECEIVERS, ...window });
  };
  const chartOut = () => {
    const { text, ...version } = newest();
    const chart = parsed(text);
    const reviewDue = state.isReviewDue ? '2026-01-31' : (chart.reviewDue ?? null);
    return { ...version, text, chart, reviewDue, isReviewDue: state.isReviewDue };
  };
  const compare = (text: string) => {
    const read = readDocument('flowchart', text);
    if (!read.ok) return { problems: read.problems, opened: [], closed: [] };
    const before = prove(parsed(newest().text), newest().version);
    const after = prove(read.value, newest().version);
    const opened = holesOpened(before, after);
    return { problems: [], opened, closed: holesOpened(after, before) };
  };
  const save = (body: { text: string; reason: string; basedOn: number }): Answer => {
    const { problems, opened } = compare(body.text);
    if (problems.length > 0) return problem(422, 'wrong-document', 'Not valid', problems);
    if (body.basedOn !== newest().version) return problem(409, 'conflict', 'A newer one');
    if (opened.length > 0 && body.reason === '')
      return problem(409, 'opens-hole', 'It opens a hole', opened);
    state.saved.push(body);
    const { version } = newest();
    const at = new Date(clock()).toISOString();
    const said = { reason: body.reason, text: body.text };
    versions.push({ version: version + 1, at, by: 'Nadia Haddad', source: 'page', ...said });
    return [200, chartOut()];
  };
  /** Somebody else saves this meanwhile. */
  const saveByOther = (text: string) => {
    const { version } = newest();
    const at = new Date(clock()).toISOString();
    const by = { by: 'Ilse Vermeer', source: 'page' as const, reason: 'Meanwhile.' };
    versions.push({ version: version + 1, at, ...by, text });
  };
  const answer = (method: string, path: string, body: Record<string, unknown>): Answer => {
    if (state.face === 'broken') return [503];
    // No answer comes.
    if (state.face === 'loading') return [0];
    const version = /^\/flowchart\/versions\/(\d+)$/.exec(path)?.[1];
    if (version) return [200, versions.find((row) => row.version === Number(version))];
    if (path === '/flowchart/versions')
      return [200, { items: versions.map(({ text: _, ...row }) => row).reverse() }];
    if (path === '/flowchart/check') return [200, compare(String(body.text))];
    if (path === '/flowchart/coverage')
      return [200, coverageOut.parse(prove(parsed(newest().text), newest().version))];
    if (path === '/flowchart/dry-run') {
      state.asked.push(body);
      const { at, brand, ...which } = dryRunIn.parse(body);
      const oncall = stateOf(state.face, clock());
      const chart = parsed(newest().text);
      const given = { ...which, brand: brand ?? null, at: Date.parse(at) };
      const told = dryRun({
        ...{ ...given, chart, oncall, receivers: RECEIVERS, version: newest().version },
      });
      return [200, dryRunOut.parse(told)];
    }
    return method === 'PUT' ? save(body as Parameters<typeof save>[0]) : [200, chartOut()];
  };
  return { state, answer, saveByOther };
};
