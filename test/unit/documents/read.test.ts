/** Documents that people edit: every problem is told, with its line, whatever the text does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENT_NAMES, type DocumentName } from '#contracts/flowchart.ts';
import { LIMITS } from '#contracts/limits.ts';
import { ConfigError } from '#server/config.ts';
import { readDocument } from '#server/documents/read.ts';
import { documentOf, readConfigDir, shippedText } from '#server/documents/shipped.ts';

/** `line where: message` of each problem. */
const problems = (name: DocumentName, text: string): string[] => {
  const read = readDocument(name, text);
  if (read.ok) return [];
  return read.problems.map(({ line, where, message }) => `${line} ${where}: ${message}`);
};

describe('the shipped documents', () => {
  it.each(DOCUMENT_NAMES)('%s can be read', (name) => {
    expect(problems(name, shippedText(name))).toEqual([]);
  });

  it('name nobody, and say how to name somebody', () => {
    expect(documentOf('rota', {}).people).toEqual([]);
    const rows = shippedText('rota').split('\n');
    const example = rows.slice(rows.indexOf('# people:'), rows.indexOf(''));
    const people = example.map((row) => `${row.slice(2)}\n`).join('');
    const read = problems('rota', people);
    expect(read).toEqual([expect.stringMatching(/nobody has the key "ben"/)]);
  });
});

describe('a flowchart', () => {
  it('has every problem told at once, shape and meaning', () => {
    const text = `hours:
  - key: office
    timeZone: Mars/Base
    week: { mon: { from: "09:00", to: "09:00" } }
  - { key: office, week: {} }
plans: []
cells:
  - scenario: backlsh
    steps: [{ contact: on-call }]
  - level: high
    colour: red
    sayFirst: [Read it]
  - during: weekend
    plan: parade
    steps:
      - { contact: on-call, afterMinutes: 9 }
      - { contact: "rota:", afterMinutes: 5, plan: parade }
      - { contact: lead, via: [fax], afterMinutes: 20 }
  - level: low
`;
    expect(problems('flowchart', text)).toEqual([
      '3 hours[0].timeZone: is not an IANA time zone',
      '4 hours[0].week.mon: ends when it begins',
      '5 hours[1].key: another row has this key',
      expect.stringMatching(/^8 cells\[0\]\.scenario: is not one of \*, viral-complaint, /),
      '11 cells[1]: does not know "colour"',
      '13 cells[2].during: no hours have the key "weekend"',
      '14 cells[2].plan: no plan has the key "parade"',
      expect.stringMatching(/^17 cells\[2\]\.steps\[1\]\.contact: is not person:KEY, /),
      '17 cells[2].steps[1].plan: no plan has the key "parade"',
      expect.stringMatching(/^18 cells\[2\]\.steps\[2\]\.via\[0\]: is not one of push, /),
      '19 cells[3]: says nothing',
    ]);
  });

  it('says of rows with a shape what they mean, beside rows without', () => {
    const text = `cells:
  - { level: hgih, sayFirst: [read it first] }
  - during: weekend
    plan: parade
    steps:
      - { contact: on-call, afterMinutes: 9 }
      - { contact: lead, afterMinutes: 5, plan: parade }
`;
    expect(problems('flowchart', text)).toEqual([
      expect.stringMatching(/^2 cells\[0\]\.level: is not one of \*, low/),
      '3 cells[1].during: no hours have the key "weekend"',
      '4 cells[1].plan: no plan has the key "parade"',
      '7 cells[1].steps[1].plan: no plan has the key "parade"',
      '7 cells[1].steps[1].afterMinutes: is due before the step above it',
    ]);
  });

  it('refuses two cells that are equally specific, unless their hours keep them apart', () => {
    const open = (days: string[]) =>
      `{${days.map((day) => `${day}: {from: "08:00", to: "20:00"}`).join(', ')}}`;
    const chart = (cells: string) => `hours:
  - { key: day, timeZone: Europe/Berlin, week: ${open(['mon', 'tue', 'wed', 'thu', 'fri'])} }
  - { key: weekend, timeZone: Europe/Berlin, week: ${open(['sat', 'sun'])} }
  - { key: friday, timeZone: America/New_York, week: ${open(['fri'])} }
cells:
${cells}`;
    const cell = (more: string) => `  - { ${more}, sayFirst: [read it first] }\n`;
    const clash = (a: string, b: string) => problems('flowchart', chart(cell(a) + cell(b)));
    const tied = /^7 cells\[1\]: is as specific as cells\[0\], which gives sayFirst/;
    expect(clash('level: high', 'level: [low, high]')).toEqual([expect.stringMatching(tied)]);
    expect(clash('level: high', 'level: low')).toEqual([]);
    expect(clash('level: high', 'scenario: backlash')).toEqual([]);
    expect(clash('level: high, brand: A', 'level: high, brand: B')).toEqual([]);
    expect(clash('level: high, brand: A', 'level: high, brand: A')).toHaveLength(1);
    expect(clash('during: day', 'during: day')).toHaveLength(1);
    expect(clash('during: day', 'during: "!day"')).toEqual([]);
    expect(clash('during: day', 'during: weekend')).toEqual([]);
    expect(clash('during: day', 'during: friday')).toHaveLength(1);
    expect(clash('during: weekend', 'during: friday')).toHaveLength(0);
    expect(clash('during: "!day"', 'during: friday')).toHaveLength(1);
    const other = '  - { level: high, steps: [{contact: x}] }\n';
    expect(problems('flowchart', chart(cell('level: high') + other))).toEqual([]);
  });

  it('refuses crises that would keep each other quiet in a circle', () => {
    const row = (source: string, target: string) =>
      `  - { source: {${source}}, target: {${target}}, because: one call is enough }\n`;
    const chart = (rows: string) => `cells: [{ sayFirst: [read it first] }]\ninhibit:\n${rows}`;
    const [fail, flood, churn] = ['service-failure', 'queue-flood', 'churn-wave'].map(
      (name) => `scenario: ${name}`,
    ) as [string, string, string];
    const loop = (line: number, index: number) => [
      `${line} inhibit[${index}]: makes a loop: crises that match would keep each other quiet`,
    ];
    expect(problems('flowchart', chart(row(fail, flood) + row(flood, churn)))).toEqual([]);
    const circle = row(fail, flood) + row(flood, churn) + row(churn, fail);
    expect(problems('flowchart', chart(circle))).toEqual(loop(5, 2));
    expect(problems('flowchart', chart(row(fail, 'level: low')))).toEqual(loop(3, 0));
    const apart = row(`${fail}, level: high`, 'level: low') + row(flood, `${fail}, level: low`);
    expect(problems('flowchart', chart(apart))).toEqual([]);
    const back = row(`${fail}, level: high`, 'level: low') + row(flood, fail);
    expect(problems('flowchart', chart(back))).toEqual(loop(4, 1));
  });
});

describe('a roster', () => {
  it('has every problem told at once, shape and meaning', () => {
    const text = `people:
  - { key: ada, name: Ada, timeZone: Berlin/Mitte, email: a@example.org }
  - key: ben
    name: Ben
    email: A@example.org
    ways:
      - { via: sms, address: "0301234" }
  - { key: ada, name: Another }
  - key: cem
    name: Cem
    ways: [{ via: push }, { via: push }]
rotas:
  - key: on-call
    timeZone: UTC+25
    layers:
      - people: [ada, nobody]
        startsOn: 2026-01-05
        until: 2026-01-05
        during: { sat: { from: "10:00", to: "10:00" } }
      - { people: [ben, zoe], startsOn: 2026-02-30 }
  - key: lead
    peaks:
      - { name: sale, from: 2026-11-20, to: 2026-11-30, layers: [{ people: [cem], startsOn: 2026-11-20 }] }
      - name: week
        from: 2026-11-29
        to: 2026-12-02
        layers: [{ people: [dan], startsOn: 2026-11-20 }]
`;
    expect(problems('rota', text)).toEqual([
      '2 people[0].timeZone: is not an IANA time zone',
      '5 people[1].email: is the e-mail of another person',
      '7 people[1].ways[0].address: is not an E.164 number',
      '8 people[2].key: another row has this key',
      '11 people[3].ways[1]: is there twice',
      '14 rotas[0].timeZone: is not an IANA time zone',
      '16 rotas[0].layers[0].people[1]: nobody has the key "nobody"',
      '18 rotas[0].layers[0].until: must be after startsOn',
      '19 rotas[0].layers[0].during.sat: ends when it begins',
      expect.stringMatching(/^20 rotas\[0\]\.layers\[1\]\.startsOn: /),
      '20 rotas[0].layers[1].people[1]: nobody has the key "zoe"',
      '24 rotas[1].peaks[1]: overlaps a peak above it',
      '27 rotas[1].peaks[1].layers[0].people[0]: nobody has the key "dan"',
    ]);
    const whole = text.replace('2026-02-30', '2026-02-28').replace('0301234', '+49301234567');
    expect(problems('rota', whole)).toEqual([
      '2 people[0].timeZone: is not an IANA time zone',
      '5 people[1].email: is the e-mail of another person',
      '8 people[2].key: another row has this key',
      '11 people[3].ways[1]: is there twice',
      '14 rotas[0].timeZone: is not an IANA time zone',
      '16 rotas[0].layers[0].people[1]: nobody has the key "nobody"',
      '18 rotas[0].layers[0].until: must be after startsOn',
      '19 rotas[0].layers[0].during.sat: ends when it begins',
      '20 rotas[0].layers[1].people[1]: nobody has the key "zoe"',
      '24 rotas[1].peaks[1]: overlaps a peak above it',
      '27 rotas[1].peaks[1].layers[0].people[0]: nobody has the key "dan"',
    ]);
  });

  it('says what is missing', () => {
    expect(problems('rota', 'people:\n  - key: ada\n')).toEqual(['2 people[0].name: is missing']);
  });

  it('may be empty', () => {
    expect(problems('rota', '# nobody yet\n')).toEqual([]);
    expect(problems('flowchart', '')).toHaveLength(1);
  });
});

describe('any text', () => {
  const deep = '['.repeat(100_000);
  const bomb = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index, all) => {
    const inner = index === 0 ? 'x' : `*${all[index - 1]}`;
    return `${name}: &${name} [${Array(9).fill(inner).join(',')}]`;
  });
  const heap = Array.from({ length: 15_000 }, (_, index) => `k${index}: 1\n`).join('');
  it.each([
    ['a tab', 'cells:\n\t- x', /^2 : /],
    ['a key twice', 'cells: []\ncells: []\n', /^2 : /],
    ['a bomb of aliases', `${bomb.join('\n')}\ncells: *f\n`, /^1 : has more than 1000 aliases/],
    ['a pit', deep, /^1 : nests too deeply/],
    ['a heap of keys', heap, /^1 cells: /],
    ['too much', `# ${'x'.repeat(LIMITS.documentBytes)}`, /^1 : is larger than 512 kB/],
    ['too much in bytes', `# ${'€'.repeat(200_000)}`, /^1 : is larger than 512 kB/],
    ['NUL', 'cells: []\0', /^1 : holds NUL/],
    ['half a character', 'name: \ud800', /^1 : holds NUL or a lone surrogate/],
    ['a list', '- 1\n- 2\n', /^1 : /],
    ['a word', 'hello', /^1 : /],
    ['two documents', 'cells: []\n---\ncells: []\n', /^\d : /],
    ['a tag', 'cells: !!js/function "x"\n', /^1 cells: /],
  ])('%s is refused in words', (_, text, first) => {
    expect(problems('flowchart', text)[0]).toMatch(first);
  });

  it('has a bounded number of problems, whatever it holds', () => {
    const rows = Array.from({ length: 900 }, () => '  - { level: x }').join('\n');
    expect(problems('flowchart', `cells:\n${rows}\n`)).toHaveLength(LIMITS.documentProblems);
  });

  it('tells no address', () => {
    const text = `people: [{ key: a, name: A, ways: [{ via: mail, address: "secret at home" }] }]`;
    const said = problems('rota', text);
    expect(said).toHaveLength(1);
    expect(said.join()).not.toContain('secret');
  });
});

describe('CONFIG_DIR', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tocsin-documents-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const write = (file: string, text: string) => writeFileSync(join(dir, file), text);

  it('gives the documents that lie there', () => {
    write('flowchart.yaml', 'cells: [{ steps: [{ contact: on-call }] }]\n');
    write('rota.yaml', '\n');
    const { files } = readConfigDir(dir);
    expect(Object.keys(files)).toEqual(['flowchart']);
    expect(documentOf('flowchart', files).cells).toHaveLength(1);
    expect(readConfigDir(null).files).toEqual({});
  });

  it('is refused with every problem of every file', () => {
    write('brands.yaml', 'brands: [{ key: A, timeZone: Mars/Base }]\n');
    write('flowchart.yaml', 'name: Ours\ncells:\n  - { level: [] }\n');
    write('rota.yaml', 'rotas: [\n');
    write('rota.yml', '');
    try {
      readConfigDir(dir);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      const told = (error as ConfigError).problems.map((text) => text.split(' ')[0]);
      expect(told).toEqual(
        expect.arrayContaining(['brands.yaml:1:', 'flowchart.yaml:3:', 'rota.yml:1:']),
      );
      expect(told.some((text) => /^rota\.yaml:[12]:$/.test(text!))).toBe(true);
    }
  });

  it('that is not there is refused once', () => {
    expect(() => readConfigDir(join(dir, 'nowhere'))).toThrow(/has 1 problem/);
  });
});
