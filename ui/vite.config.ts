import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { icons } from './scripts/icons-plugin.js';

/** What the log-in page and the home page draw first; every other page comes after one of them. */
const GUEST = /\/src\/routes\/\(auth\)\/(\+layout|login\/\+page)\.svelte$/;
const MEMBER = /\/src\/routes\/\(app\)\/\+(layout|page)\.(svelte|ts)$/;
/** The runtime, and what the shell of every page is made of. */
const GROUND =
	/node_modules\/(svelte|@sveltejs|openapi-fetch|clsx|esm-env|devalue)\/|vite\/preload-helper|rolldown\/runtime|\/src\/lib\/(api|session)\/|\/src\/(lib\/relations\/tabs|params\/.*)\.ts$/;
/** The pages of one kind, each with the file of what several of them are made of. */
const AREAS = [
	{ file: 'guests', pages: /\/src\/routes\/\((auth|link)\)\// },
	{ file: 'settings', pages: /\/src\/routes\/\(app\)\/settings\// },
	{ file: 'people', pages: /\/src\/routes\/\(app\)\/(people|search|users|\[handle=handle\])\// },
];
const PAGE = /\/src\/routes\/.*\/\+(layout|page)\.svelte$/;

interface Graph {
	getModuleInfo: (id: string) => { importers: readonly string[] } | null;
}

/** Everything that `id` is loaded with, itself included. */
function loadedWith(id: string, graph: Graph): Set<string> {
	const seen = new Set([id]);
	for (const module of seen) {
		for (const importer of graph.getModuleInfo(module)?.importers ?? []) seen.add(importer);
	}
	return seen;
}

/** What every page needs in one file, and every page for members in a second: not in forty, with a way to the server for each. */
function fileOf(id: string, graph: Graph): string | null {
	if (/\/(nodes|entry)\/[^/]+\.js$/.test(id) || /\/src\/routes\//.test(id)) return null;
	if (GROUND.test(id)) return 'ground';
	const users = [...loadedWith(id, graph)];
	const isMember = users.some((user) => MEMBER.test(user));
	const isGuest = users.some((user) => GUEST.test(user));
	const isEverywhere = users.some((user) => /\/src\/routes\/\+(layout|error)\.(svelte|ts)$/.test(user));
	if (isEverywhere || (isMember && isGuest)) return 'ground';
	// Registering and the like: not worth the members' file to a guest, nor a file each to a member.
	if (isMember && users.some((user) => /\/src\/routes\/\((auth|link)\)\//.test(user))) return 'shared';
	if (isMember) return 'member';
	return isGuest ? 'guests' : areaOf(users.filter((user) => PAGE.test(user)));
}

/** A page that is loaded first goes for each of its files: what two pages have in common is not worth a file of its own. */
function areaOf(pages: string[]): string | null {
	if (pages.length < 2) return null;
	const areas = AREAS.filter((area) => pages.some((page) => area.pages.test(page))).map(({ file }) => file);
	if (areas.length < 2) return areas[0] ?? null;
	return areas.includes('guests') ? 'forms' : 'details';
}

const only = (file: string, priority: number) => ({
	name: (id: string, graph: Graph) => (fileOf(id, graph) === file ? file : null),
	priority,
});

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
					// In this order: a file also takes what its modules import and no file before it has taken.
					groups: [
						only('ground', 8),
						only('shared', 7),
						only('member', 6),
						only('guests', 5),
						only('forms', 4),
						only('details', 3),
						only('settings', 2),
						only('people', 1),
					],
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
