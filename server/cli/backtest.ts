/** `npm run backtest -- FILE... [--brand B] [--history FILE...] [--config DIR]`: what the server would
 * have said to recorded mentions, as NDJSON, with a summary at the end. */
import { access, constants } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Draft } from '#alerts/flowchart/body.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import { instantOut } from '#contracts/text.ts';
import { crisisToOut, signalToOut } from '#contracts/wire.ts';
import { receiversOf } from '#server/calling/receivers.ts';
import { ConfigError } from '#server/config.ts';
import { documentOf, readConfigDir, type DocumentFiles } from '#server/documents/shipped.ts';
import { readRecordings } from '#server/pipeline/backtest/read.ts';
import type { CallingRules } from '#server/pipeline/backtest/calls.ts';
import { simulate, type Told } from '#server/pipeline/backtest/simulate.ts';
import { isCommand } from './root.ts';

const USAGE = 'usage: npm run backtest -- FILE... [--brand B] [--history FILE...] [--config DIR]';

class UsageError extends Error {}

/** `--history` takes every file up to the next option. */
const splitHistory = (args: readonly string[]) => {
  const rest: string[] = [];
  const history: string[] = [];
  let isHistory = false;
  for (const arg of args) {
    if (arg === '--history') isHistory = true;
    else if (arg.startsWith('--history=')) history.push(arg.slice('--history='.length));
    else {
      if (arg.startsWith('-')) isHistory = false;
      (isHistory ? history : rest).push(arg);
    }
  }
  return { rest, history };
};

export const readCommand = (args: readonly string[]) => {
  const { rest, history } = splitHistory(args);
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { brand: { type: 'string' }, config: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new Error('a file is needed');
    return { files: positionals, history, brand: values.brand, config: values.config ?? null };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
};

const callOut = ({ id, type, crisisId, way, drill, step, of, ...call }: Draft) => ({
  ...{ id, type, crisis: crisisId, receiver: way.receiver, drill },
  ...{ contact: call.contact, via: way.kind, person: call.person, step, of, level: call.level },
});

/** The chart and the roster of the configuration, else the shipped ones. Mail and push are taken for
 * granted, and every person for reachable by them. */
const callingOf = (catalogue: Catalogue, files: DocumentFiles): CallingRules => {
  const roster = documentOf('rota', files);
  const pushPeople = roster.people.map(({ key }) => key);
  return {
    chart: documentOf('flowchart', files),
    oncall: { roster, pushPeople, overrides: [], calendars: [], confirmations: [] },
    receivers: receiversOf(catalogue, { smtpUrl: '', admin: null }, 'http://localhost'),
  };
};

const lineOf = (told: Told): object => {
  const at = instantOut(told.at);
  if (told.kind === 'alert') return { kind: 'alert', at, ...callOut(told.call) };
  const { transition } = told;
  if ('signal' in transition)
    return { kind: 'signal', at, transition: transition.kind, ...signalToOut(transition.signal) };
  const entries = transition.entries.map(({ kind, text }) => ({ kind, text }));
  const crisis = crisisToOut(transition.crisis);
  return { kind: 'crisis', at, transition: transition.kind, ...crisis, entries };
};

const print = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const main = async () => {
  const command = readCommand(process.argv.slice(2));
  for (const file of [...command.files, ...command.history]) {
    await access(file, constants.R_OK).catch(() => {
      throw new UsageError(`cannot read ${file}`);
    });
  }
  const { catalogue, files } = readConfigDir(command.config);
  const { mentions, rejected } = await readRecordings(command.files);
  const history = await readRecordings(command.history);
  const summary = simulate({
    mentions,
    history: history.mentions,
    catalogue,
    calling: callingOf(catalogue, files),
    brand: command.brand,
    tell: (told) => print(lineOf(told)),
  });
  print({ kind: 'summary', ...summary, rejected: rejected + history.rejected });
};

if (isCommand(import.meta.filename)) {
  try {
    await main();
  } catch (error) {
    console.error(`backtest: ${error instanceof Error ? error.message : error}`);
    process.exit(error instanceof UsageError || error instanceof ConfigError ? 2 : 1);
  }
}
