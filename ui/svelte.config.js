import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { staticPages } from './scripts/code-ahead.js';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
	kit: {
		// A single-page application: every address that is not a file is answered with 200.html.
		// The Content-Security-Policy is a header of the server, which hashes the inline script it finds there.
		adapter: staticPages(),
		output: { preloadStrategy: 'modulepreload', bundleStrategy: 'split' },
		// The styles of the whole application, in the document: it is painted without a second way to the server.
		inlineStyleThreshold: 65_536,
		prerender: { entries: [] },
		version: { pollInterval: 0 },
		typescript: {
			config: (config) => {
				config.include.push('../e2e/**/*.ts', '../scripts/**/*.ts', '../scripts/**/*.js');
			},
		},
	},
};
