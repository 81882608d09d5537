/** The catalogue files: what is read, what is refused, and where the reader is told to look. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signHeaders } from '#alerts/receivers/webhook.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { readCatalogue } from '#server/catalogue.ts';
import { ConfigError } from '#server/config.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-catalogue-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
const problems = (): readonly string[] => {
  try {
    readCatalogue(dir);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('readCatalogue', () => {
  it('is the built-in one without a folder', () => {
    expect(readCatalogue(null)).toEqual(defaultCatalogue());
  });

  it('replaces the parts that have a file and keeps the others', () => {
    write('brands.yaml', 'brands:\n  - key: Northwind\n    timeZone: Europe/Berlin\n');
    write('detection.yaml', 'detection:\n  falseAlarmsPerWeek: 2\n');
    const read = readCatalogue(dir);
    expect(read.brands).toMatchObject([
      { key: 'Northwind', timeZone: 'Europe/Berlin', aliases: [], accounts: [] },
    ]);
    expect(read.detection.falseAlarmsPerWeek).toBe(2);
    expect(read.topics).toEqual(defaultCatalogue().topics);
    expect(read.noise).toEqual(defaultCatalogue().noise);
  });

  it('takes an empty list as said, and an empty file as not said', () => {
    write('topics.yaml', 'topics: []\n');
    write('noise.yaml', '# nothing yet\n');
    const read = readCatalogue(dir);
    expect(read.topics).toEqual([]);
    expect(read.noise).toEqual(defaultCatalogue().noise);
  });

  it('leaves the files of other rooms alone', () => {
    write('flowchart.yaml', 'steps: [who knows');
    write('rota.yaml', '- 1');
    write('notes.txt', '{{{');
    expect(readCatalogue(dir)).toEqual(defaultCatalogue());
  });

  it('names every problem of every file with its line', () => {
    write(
      'brands.yaml',
      'brands:\n  - key: A\n    timeZone: Mars/Base\n  - key: B\n    signOff: "("\n',
    );
    write(
      'channels.yaml',
      'channels:\n  - key: x\n    slaMinutes: -5\n  - key: y\n    colour: red\n  - name: no key\n',
    );
    write('topics.yaml', 'topics:\n  - key: t\n    any: []\n');
    write('receivers.yaml', 'receivers:\n\t- key: tab\n');
    write('detection.yaml', 'falseAlarmsPerWeek: 1\n');
    const where = problems().map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(where).toEqual(
      expect.arrayContaining([
        'brands.yaml:3: brands[0].timeZone:',
        'brands.yaml:5: brands[1].signOff:',
        'channels.yaml:3: channels[0].slaMinutes:',
        'channels.yaml:5: channels[1]:',
        'channels.yaml:6: channels[2].key:',
        'topics.yaml:3: topics[0].any:',
        'detection.yaml:1: detection:',
      ]),
    );
    expect(problems().some((line) => /^receivers\.yaml:2: /.test(line))).toBe(true);
    expect(problems().join('\n')).toContain('does not know "colour"');
  });

  it('refuses rules and events about a topic that nobody tracks: they would never count', () => {
    write('topics.yaml', 'topics:\n  - {key: network, any: [outage]}\n');
    write(
      'detection.yaml',
      `detection:
  rules:
    - {key: known, topic: network, posts: 5, hours: 1}
    - {key: misspelt, topic: netwrok, posts: 5, hours: 1}
  plannedEvents:
    - {brand: b, from: 2030-01-01T00:00:00Z, to: 2030-01-02T00:00:00Z, factor: 2, topics: [sale]}
`,
    );
    expect(problems()).toEqual([
      'detection.yaml: detection.rules[1].topic: no topic has the key "netwrok"',
      'detection.yaml: detection.plannedEvents[0].topics: no topic has the key "sale"',
    ]);
  });

  it('refuses two rows of the same key', () => {
    write('topics.yaml', 'topics:\n  - {key: t, any: [late]}\n  - {key: t, any: [lost]}\n');
    expect(problems()).toEqual(['topics.yaml:2: topics: two rows have the same key']);
  });

  it.each([
    ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=', true],
    ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ', true],
    ['a plain secret of ours', true],
    ['whsec_not-in-base64-at-all', false],
    ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQx1', false],
  ])('takes only secrets that can sign: %s %s', (secret, isTaken) => {
    const receiver = { key: 'duty', kind: 'webhook', url: 'https://hooks.example/x', secret };
    write('receivers.yaml', JSON.stringify({ receivers: [receiver] }));
    if (!isTaken) return void expect(problems()).toHaveLength(1);
    expect(readCatalogue(dir).receivers).toHaveLength(1);
    expect(() => signHeaders(secret, 'id', 0, 'text')).not.toThrow();
  });

  it('refuses a receiver that could never be called', () => {
    const secret = 'a plain secret of ours';
    const receiver = { key: 'duty', kind: 'webhook', url: 'http://10.0.0.7/x', secret };
    write('receivers.yaml', JSON.stringify({ receivers: [receiver] }));
    expect(problems()).toEqual([
      'receivers.yaml:1: receivers[0].url: is not a public address, and allowPrivateAddress is not set',
    ]);
    const phone = { accountSid: 'AC12345678', authToken: 'not-a-secret', from: '+4930999' };
    const api = { key: 'sms', kind: 'sms', ...phone, apiUrl: 'http://127.0.0.1:9/x' };
    write('receivers.yaml', JSON.stringify({ receivers: [api] }));
    expect(problems()).toEqual([expect.stringMatching(/receivers\[0\]\.apiUrl: is not a public/)]);
    const allowed = { ...receiver, allowPrivateAddress: true };
    write('receivers.yaml', JSON.stringify({ receivers: [allowed] }));
    expect(problems()).toEqual([]);
  });

  const SECRET = 'whsec_bm90LWEtc2VjcmV0';
  it.each([
    ['of a kind that is not known', `{key: duty, kind: fax, url: x, secret: ${SECRET}}`],
    ['without a space', `{key: duty, kind: slack, token:${SECRET}}`],
    ['as a block', `{key: duty}\n    secret: |${SECRET}`],
    ['as a name', `key: duty\n    secret: *${SECRET}`],
    ['as a tag', `key: duty\n    secret: !${SECRET} []`],
    ['as a key', `key: duty\n    ${SECRET}: secret`],
    ['as a directive', `key: duty\n...\n%YAML ${SECRET}\n---\na: 1`],
    ['in an address', `{key: duty, kind: teams, url: "http://${SECRET}@10.0.0.1/"}`],
  ])('names no secret in its problems: %s', (_, row) => {
    write('receivers.yaml', `receivers:\n  - ${row}\n`);
    expect(problems()).not.toEqual([]);
    expect(problems().join()).not.toContain(SECRET);
  });

  it('refuses the other spelling of a name, which would be overlooked', () => {
    write('brands.yml', 'brands: []\n');
    expect(problems()).toEqual(['brands.yml:1: must be named brands.yaml']);
  });

  it('refuses a bomb of aliases and a folder that is not there', () => {
    const layers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index, all) => {
      const inner = index === 0 ? 'x' : `*${all[index - 1]}`;
      return `${name}: &${name} [${Array(9).fill(inner).join(',')}]`;
    });
    write('topics.yaml', `${layers.join('\n')}\ntopics: *f\n`);
    expect(problems()).toEqual(['topics.yaml:1: has more than 1000 aliases']);
    expect(() => readCatalogue(join(dir, 'nowhere'))).toThrow(ConfigError);
  });
});
