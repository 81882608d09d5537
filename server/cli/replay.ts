/** `npm run replay -- FILE... [--speed N] [--url U] [--key K]`: recorded rows sent to a running
 * server, their times moved so that the first one is now and the rest follow N times as fast. Exit
 * status 1 when a row was rejected or the server gave no answer, 2 on wrong usage. */
import { access, constants } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { instantOut } from '#contracts/text.ts';
import { systemClock, type Clock } from '#server/clock.ts';
import { ConfigError, readClientEnv, RUNTIME } from '#server/config.ts';
import { mergeByTime, type RecordedLine } from '#server/intake/recording.ts';
import { createSender, type Sender } from '#server/intake/sender.ts';

const USAGE = 'usage: npm run replay -- FILE... [--speed N] [--url U] [--key K]';
const DEFAULT_URL = 'http://127.0.0.1:8080';
const PROGRESS_TTY_MS = 500;
const PROGRESS_MS = 5_000;
/** Rejections that are shown one by one; the rest is counted. */
const REJECTIONS_SHOWN = 20;
/** Longest single sleep: timers take no more than 24 days. */
const SLEEP_MAX_MS = 3_600_000;

class UsageError extends Error {}

type Wanted = { files: string[]; speed: number; url: string; key: string };

const readWanted = async (args: string[]): Promise<Wanted> => {
  const option = { type: 'string' as const };
  const { values, positionals: files } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { speed: option, url: option, key: option },
  });
  if (files.length === 0) throw new UsageError('name at least one file');
  for (const file of files) {
    await access(file, constants.R_OK).catch(() => {
      throw new UsageError(`cannot read ${file}`);
    });
  }
  const speed = Number(values.speed ?? 1);
  if (!(speed > 0) || !Number.isFinite(speed))
    throw new UsageError('--speed takes a number over 0');
  const url = values.url ?? DEFAULT_URL;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError('--url takes http(s)');
  const key = values.key ?? readClientEnv().ingestKey;
  if (!key) throw new UsageError('give an ingest key: --key or INGEST_KEY');
  return { files, speed, url, key };
};

const doorOf = ({ row }: RecordedLine): 'mentions' | 'events' =>
  typeof row?.type === 'string' && row.text === undefined ? 'events' : 'mentions';

/** Keeps the counts and shows them on standard error. */
const createReport = () => {
  const isTty = process.stderr.isTTY === true;
  const startedAt = performance.now();
  const totals = { sent: 0, accepted: 0, rejected: 0, retries: 0, at: '' };
  const rate = () => Math.round((totals.sent * 1000) / Math.max(1, performance.now() - startedAt));
  const print = (text: string) => process.stderr.write(`${isTty ? '\r\x1b[K' : ''}${text}\n`);
  const show = () => {
    const { sent, rejected, retries, at } = totals;
    const text = `${sent} sent, ${rate()}/s, ${rejected} rejected, ${retries} retries, at ${at}`;
    process.stderr.write(isTty ? `\r\x1b[K${text}` : `${text}\n`);
  };
  const timer = setInterval(show, isTty ? PROGRESS_TTY_MS : PROGRESS_MS).unref();
  return {
    totals,
    retry: (reason: string, waitMs: number) => {
      totals.retries += 1;
      print(`${reason}; trying again in ${(waitMs / 1000).toFixed(1)} s`);
    },
    reject: (line: RecordedLine, code: string, detail: string) => {
      totals.rejected += 1;
      if (totals.rejected <= REJECTIONS_SHOWN)
        print(`${line.file}:${line.line} ${code}: ${detail}`);
    },
    end: () => {
      clearInterval(timer);
      const more = totals.rejected - REJECTIONS_SHOWN;
      if (more > 0) print(`and ${more} more rejected`);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const { sent, accepted, rejected } = totals;
      if (isTty) process.stderr.write('\r\x1b[K');
      console.log(
        `${sent} rows in ${seconds} s (${rate()}/s): ${accepted} accepted, ${rejected} rejected`,
      );
    },
  };
};
type Report = ReturnType<typeof createReport>;

const createBatch = (send: Sender, report: Report) => {
  let lines: RecordedLine[] = [];
  let parts: Buffer[] = [];
  let bytes = 0;
  return {
    isEmpty: () => lines.length === 0,
    isFullFor: (line: RecordedLine, body: Buffer) =>
      lines.length >= RUNTIME.replayRows ||
      bytes + body.length > RUNTIME.replayBytes ||
      (lines[0] !== undefined && doorOf(lines[0]) !== doorOf(line)),
    add: (line: RecordedLine, body: Buffer) => {
      lines.push(line);
      parts.push(body, Buffer.from('\n'));
      bytes += body.length + 1;
    },
    flush: async () => {
      const [first] = lines;
      if (!first) return;
      const batch = lines;
      const { accepted, rejected } = await send(doorOf(first), Buffer.concat(parts));
      [lines, parts, bytes] = [[], [], 0];
      report.totals.sent += batch.length;
      report.totals.accepted += accepted;
      for (const { index, code, detail } of rejected) {
        const line = batch[index];
        if (line) report.reject(line, code, detail);
      }
    },
  };
};

const waitUntil = async (at: number, clock: Clock, signal: AbortSignal): Promise<void> => {
  for (let left = at - clock(); left > 0; left = at - clock()) {
    await sleep(Math.min(left, SLEEP_MAX_MS), undefined, { signal });
  }
};

/** Sends every line when its moved time has come; what is due at the same time goes together. */
const play = async (wanted: Wanted, report: Report, signal: AbortSignal, clock: Clock) => {
  const { files, speed, url, key } = wanted;
  const batch = createBatch(createSender({ url, key, onRetry: report.retry, signal }), report);
  let origin: { recordedAt: number; playedAt: number } | null = null;
  for await (const line of mergeByTime(files)) {
    let body = line.bytes;
    if (line.at !== null && line.row !== null) {
      origin ??= { recordedAt: line.at, playedAt: clock() };
      const at = Math.floor(origin.playedAt + (line.at - origin.recordedAt) / speed);
      if (at > clock()) {
        await batch.flush();
        await waitUntil(at, clock, signal);
      }
      body = Buffer.from(JSON.stringify({ ...line.row, at: instantOut(at) }));
      report.totals.at = instantOut(line.at);
    }
    if (batch.isFullFor(line, body)) await batch.flush();
    batch.add(line, body);
  }
  await batch.flush();
};

const main = async (args: string[]): Promise<number> => {
  const wanted = await readWanted(args);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const report = createReport();
  let problem: string | null = null;
  try {
    await play(wanted, report, stop.signal, systemClock);
  } catch (error) {
    problem = stop.signal.aborted ? 'stopped' : (error as Error).message;
  }
  report.end();
  if (problem) console.error(`replay: ${problem}`);
  return problem || report.totals.rejected > 0 ? 1 : 0;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
  const message = isUsage ? (error as Error).message.replaceAll(/\s*\n\s*/g, ' ') : '';
  console.error(isUsage ? `replay: ${message} (${USAGE})` : error);
  process.exitCode = isUsage ? 2 : 1;
}
