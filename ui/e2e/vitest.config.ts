import { defineConfig } from 'vitest/config';

/** The journeys: real browsers, one file after the other, with time for a slow machine. */
export default defineConfig({
	test: {
		include: ['e2e/**/*.spec.ts'],
		environment: 'node',
		fileParallelism: false,
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
});
