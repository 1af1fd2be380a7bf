import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { icons } from './scripts/icons-plugin.js';

/** The runtime, the client and what the shell of every page is made of. */
function isGround(id: string): boolean {
	return (
		/node_modules\/(svelte|@sveltejs|openapi-fetch|clsx|esm-env|devalue)\//.test(id) ||
		/src\/lib\/(api|session)\//.test(id) ||
		/src\/lib\/words\/(ui|problems|shell)\./.test(id) ||
		/src\/lib\/ui\/(action|icon|feedback\/(toast|Toast|EmptyState)|keyboard|overlay\/layers)/.test(id)
	);
}

export default defineConfig({
	plugins: [icons(), tailwindcss(), sveltekit(), svelteTesting()],
	build: {
		target: 'es2022',
		// light-dark() and popovers: nothing older is served.
		cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
		reportCompressedSize: false,
		rolldownOptions: {
			output: {
				codeSplitting: {
					// What every page needs in one file instead of twenty: fewer round trips before the first paint.
					groups: [{ name: 'ground', test: isGround }],
				},
			},
		},
	},
	server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
	test: {
		include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
		environment: 'jsdom',
		setupFiles: ['./scripts/vitest-setup.ts'],
		restoreMocks: true,
	},
});
