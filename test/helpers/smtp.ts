/** A real mail server for tests: Debian's exim4 with a configuration, a spool and a mailbox of its own,
 * on a free loopback port. It offers STARTTLS with a certificate that nobody signed, and refuses and
 * defers by the name of the recipient. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, findFreePort } from './services.ts';

const PROGRAM = '/usr/sbin/exim4';
export const SMTP_LOGIN = { user: 'tocsin', password: 'pass-of-the-test' };

/** False where the machine has none; with TOCSIN_FORBID_SKIPS=1 that is an error. */
export const hasMailServer = (): boolean => {
  if (spawnSync(PROGRAM, ['--version']).status === 0) return true;
  const missing = 'exim4: run test/helpers/provide-services.sh as root';
  if (process.env.TOCSIN_FORBID_SKIPS === '1') throw new Error(`missing: ${missing}`);
  console.warn(`skipped: mail against a real server, ${missing}`);
  return false;
};

export type MailServer = {
  port: number;
  /** Waits for a mail that was not asked for before. */
  nextMail(): Promise<Buffer>;
  stop(): Promise<void>;
};

const idOf = (name: string, kind: '-u' | '-g'): number =>
  Number(spawnSync('id', [kind, name]).stdout.toString().trim());

const configOf = (dir: string, port: number, user: string): string => `
spool_directory = ${dir}/spool
log_file_path = ${dir}/log/%slog
pid_file_path = ${dir}/exim.pid
exim_user = ${user}
exim_group = ${user === 'nobody' ? 'nogroup' : user}
deliver_drop_privilege = true
never_users =
primary_hostname = mail.example.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
host_lookup =
rfc1413_hosts =
keep_environment =
tls_advertise_hosts = *
auth_advertise_hosts = *
smtp_accept_max = 50
acl_smtp_rcpt = to
acl_smtp_data = all

begin acl
to:
  deny local_parts = nobody-here
  defer local_parts = later
  accept
all:
  accept

begin routers
everybody:
  driver = accept
  transport = mailbox

begin transports
mailbox:
  driver = appendfile
  maildir_format
  directory = ${dir}/mail
  create_directory
  delivery_date_add
  envelope_to_add

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and {{eq{$auth2}{${SMTP_LOGIN.user}}}{eq{$auth3}{${SMTP_LOGIN.password}}}}}
`;

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Starts exim4. Throws, with its log, when it does not listen. */
export const startMailServer = async (): Promise<MailServer> => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-smtp-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'nobody' : spawnSync('id', ['-un']).stdout.toString().trim();
  for (const name of ['', 'spool', 'log', 'mail']) {
    mkdirSync(join(dir, name), { recursive: true, mode: 0o755 });
    if (isRoot) chownSync(join(dir, name), idOf(user, '-u'), idOf(user, '-g'));
  }
  const port = await findFreePort();
  const config = join(dir, 'exim.conf');
  writeFileSync(config, configOf(dir, port, user), { mode: 0o644 });
  const said: string[] = [];
  const child = spawn(PROGRAM, ['-C', config, '-bdf', '-q1h'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  }
  for (let waits = 0; waits < 500 && !(await isListening(port)); waits += 1) {
    if (child.exitCode !== null) throw new Error(`exim4 ended: ${said.join('')}`);
    await sleep(20);
  }
  const folder = join(dir, 'mail', 'new');
  const seen = new Set<string>();
  const nextMail = async (): Promise<Buffer> => {
    for (let waits = 0; waits < 500; waits += 1) {
      const fresh = existsSync(folder) ? readdirSync(folder).find((name) => !seen.has(name)) : null;
      if (fresh) {
        seen.add(fresh);
        return readFileSync(join(folder, fresh));
      }
      await sleep(20);
    }
    throw new Error('no mail has come');
  };
  const stop = async () => {
    await endProcess(child.pid as number, 'SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  };
  return { port, nextMail, stop };
};
