import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { icons } from './scripts/icons-plugin.js';

export default defineConfig({
	plugins: [icons(), tailwindcss(), sveltekit(), svelteTesting()],
	build: {
		target: 'es2022',
		// light-dark() and popovers: nothing older is served.
		cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
		reportCompressedSize: false,
	},
	server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
	test: {
		include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
		environment: 'jsdom',
		setupFiles: ['./scripts/vitest-setup.ts'],
		restoreMocks: true,
	},
});
