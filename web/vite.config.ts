/** The web's build: a single-page app that Fastify serves as files. All of SvelteKit's options stand
 * here; there is no svelte.config.js in SvelteKit 3. */
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** Kit hides its route announcer by a style attribute, which our content security policy refuses.
 * The same rule stands in base.css under its id, so the attribute goes. */
const announcerWithoutStyle = (): Plugin => ({
  name: 'tocsin:announcer-without-style',
  enforce: 'pre',
  transform(code, id) {
    if (!id.split('?')[0]?.endsWith('kit/src/runtime/components/root.svelte')) return null;
    const cleaned = code.replace(/\sstyle="position: absolute[^"]*"/, '');
    if (cleaned === code) this.error('the route announcer of Kit looks different now');
    return { code: cleaned, map: null };
  },
});

// The adapter writes beside the served build; server/cli/web-build.ts puts it in its place.
export default defineConfig({
  plugins: [
    announcerWithoutStyle(),
    sveltekit({ adapter: adapter({ fallback: '200.html', pages: '.svelte-kit/site' }) }),
  ],
  // The policy allows no data: fonts and no inline scripts: every asset is a file.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
});
