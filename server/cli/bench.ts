/** `npm run bench [-- NAME...]`: every benchmark of test/bench, one JSON object a line on standard
 * output. Speeds are ratios against a reference of the same run, because machines are noisy. */
import { readdirSync } from 'node:fs';
import { root } from './root.ts';

export type Figure = {
  bench: string;
  value: number;
  unit: string;
  against?: string;
  ratio?: number;
};
export type Bench = { name: string; run(): Promise<Figure[]> };

const wanted = process.argv.slice(2);
const files = readdirSync(`${root}/test/bench`).filter((name) => name.endsWith('.ts'));
const benches: Bench[] = [];
for (const file of files.sort()) {
  const module = (await import(`${root}/test/bench/${file}`)) as { benches?: Bench[] };
  benches.push(...(module.benches ?? []));
}
const chosen = benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) {
  console.error(`no such benchmark; there are: ${benches.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
let failures = 0;
for (const { name, run } of chosen) {
  console.error(`running ${name} ...`);
  try {
    for (const figure of await run()) console.log(JSON.stringify(figure));
  } catch (error) {
    failures += 1;
    console.error(`${name} failed:`, error);
  }
}
process.exit(failures > 0 ? 1 : 0);
