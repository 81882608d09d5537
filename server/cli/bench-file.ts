/** Runs one benchmark of a file of test/bench, in a process of its own: code that other benchmarks load
 * would make it slower. */
import { isCommand } from './root.ts';

type Figure = {
  bench: string;
  value: number;
  unit: string;
  against?: string;
  ratio?: number;
};
type Bench = { name: string; run(): Promise<Figure[]> };

export const readBenches = async (file: string): Promise<Bench[]> =>
  ((await import(file)) as { benches?: Bench[] }).benches ?? [];

if (isCommand(import.meta.filename)) {
  const [file = '', name = ''] = process.argv.slice(2);
  const bench = (await readBenches(file)).find((each) => each.name === name);
  console.error(`running ${name} ...`);
  try {
    for (const figure of (await bench?.run()) ?? []) console.log(JSON.stringify(figure));
    process.exit(0);
  } catch (error) {
    console.error(`${name} failed:`, error);
    process.exit(1);
  }
}
