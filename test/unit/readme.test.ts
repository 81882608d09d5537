/** What the README tells to write into CONFIG_DIR is taken as it stands there. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfigDir } from '#server/documents/shipped.ts';

const text = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const examples = [...text.matchAll(/```yaml\n# ([a-z]+)\.yaml[^\n]*\n[\s\S]*?```/g)].map(
  ([whole, name = '']) => ({ name, yaml: whole.split('\n').slice(1, -1).join('\n') }),
);

describe('the examples of the README', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-readme-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('are a configuration that a server starts with', () => {
    for (const { name, yaml } of examples) writeFileSync(join(dir, `${name}.yaml`), yaml);
    const { catalogue, files } = readConfigDir(dir);
    expect(examples.map(({ name }) => name)).toEqual([
      'detection',
      'rota',
      'flowchart',
      'receivers',
    ]);
    expect(Object.keys(files).sort()).toEqual(['flowchart', 'rota']);
    expect(catalogue.receivers.map(({ kind }) => kind)).toEqual(['webhook', 'voice']);
    expect(catalogue.detection.rules).toHaveLength(1);
  });
});
