/** `npm run build [-- --force]`: builds the pages where they are older than their sources. */
import { buildWeb } from './web-build.ts';

const started = performance.now();
const didBuild = await buildWeb({ force: process.argv.includes('--force') });
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(didBuild ? `web built in ${seconds} s` : 'web is up to date');
