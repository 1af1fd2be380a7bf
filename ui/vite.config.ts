import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { icons } from './scripts/icons-plugin.js';

/** What the log-in page draws first, the frame around every page for members, and their home page. */
const GUEST = /\/src\/routes\/\(auth\)\/(\+layout|login\/\+page)\.svelte$/;
const FRAME = /\/src\/routes\/\(app\)\/\+layout\.(svelte|ts)$/;
const HOME = /\/src\/routes\/\(app\)\/\+page\.svelte$/;
/** Apart from what is built on it, so that both come at the same time. */
const RUNTIME = /node_modules\/(svelte|clsx|esm-env)\/|rolldown\/runtime/;
/** What the shell of every page is made of. */
const GROUND =
	/node_modules\/(@sveltejs|openapi-fetch|devalue)\/|vite\/preload-helper|\/src\/lib\/(api|session)\/|\/src\/(lib\/relations\/tabs|params\/.*)\.ts$/;
/** What lists of posts are made of; a picture alone is on other pages, too. */
const POSTS =
	/\/src\/lib\/((words\/)?(feeds|posts)|words\/media|media\/(grid|moving|components\/(GridPicture|PhotoGrid)))\b|node_modules\/virtua\//;
/** Controls of forms: almost every page has one, of members and of guests. What is in a few dialogs alone comes with those. */
const FORMS = /\/src\/lib\/ui\/field\/(?!TimeInput|attempt)/;
/** A line each: a page that needs one would load a whole file for it. */
const GLYPH = /\.svg\?glyph$/;
/** The pages of one kind, each with the file of what several of them are made of. */
const AREAS = [
	{ file: 'guests', pages: /\/src\/routes\/\((auth|link)\)\// },
	{ file: 'settings', pages: /\/src\/routes\/\(app\)\/settings\// },
	{ file: 'people', pages: /\/src\/routes\/\(app\)\/(people|search)\// },
	{ file: 'groups', pages: /\/src\/routes\/\(app\)\/groups\// },
	{ file: 'events', pages: /\/src\/routes\/\(app\)\/events\// },
	{ file: 'profile', pages: /\/src\/routes\/\(app\)\/(\[handle=handle\]|users)\// },
];
/** What SvelteKit makes of a layout or a page, to load it by. */
const NODE = /\/generated\/[^/]+\/nodes\/\d+\.js$/;
/** Layouts and pages that are never loaded without one of the files. */
const ROUTES = [
	{ file: 'ground', routes: /\/src\/routes\/\+/ },
	{ file: 'frame', routes: /\/src\/routes\/\(app\)\/\+(layout|error)\./ },
	{ file: 'posts', routes: /\/src\/routes\/\(app\)\/\+page\./ },
	{ file: 'guests', routes: /\/src\/routes\/\((auth|link)\)\/(login\/)?\+/ },
	{ file: 'profile', routes: /\/src\/routes\/\(app\)\/\[handle=handle\]\/\+layout\./ },
	{ file: 'settings', routes: /\/src\/routes\/\(app\)\/settings\/\+/ },
];
const PAGE = /\/src\/routes\/.*\/\+(layout|page)\.svelte$/;
const STYLE = /\.css$|[?&]type=style/;

interface Graph {
	getModuleInfo: (id: string) => { importers: readonly string[]; importedIds: readonly string[] } | null;
}

/** Everything that `id` is loaded with, itself included. */
function loadedWith(id: string, graph: Graph): Set<string> {
	const seen = new Set([id]);
	for (const module of seen) {
		for (const importer of graph.getModuleInfo(module)?.importers ?? []) seen.add(importer);
	}
	return seen;
}

function routeFile(id: string): string | null {
	return ROUTES.find(({ routes }) => routes.test(id))?.file ?? null;
}

/**
 * What every page needs in one file, the frame of the pages for members in a second, posts in a third: not in forty, with
 * a way to the server for each.
 */
function fileOf(id: string, graph: Graph): string | null {
	// All styles come inside of the document: see `svelte.config.js`.
	if (STYLE.test(id)) return 'ground';
	if (/\/entry\/[^/]+\.js$/.test(id)) return null;
	if (NODE.test(id)) return graph.getModuleInfo(id)?.importedIds.map(routeFile).find(Boolean) ?? null;
	if (/\/src\/routes\//.test(id)) return routeFile(id);
	if (RUNTIME.test(id)) return 'runtime';
	if (GROUND.test(id) || FORMS.test(id)) return 'ground';
	const users = [...loadedWith(id, graph)];
	const isFrame = users.some((user) => FRAME.test(user));
	const isHome = users.some((user) => HOME.test(user));
	const isGuest = users.some((user) => GUEST.test(user));
	const isEverywhere = users.some((user) => /\/src\/routes\/\+(layout|error)\.(svelte|ts)$/.test(user));
	if (isEverywhere || (isGuest && (isFrame || isHome))) return 'ground';
	// Registering and the like: not worth the members' file to a guest, nor a file each to a member.
	const isForGuests = users.some((user) => /\/src\/routes\/\((auth|link)\)\//.test(user));
	if (isFrame) return isForGuests ? 'ground' : 'frame';
	if (isHome && isForGuests) return 'ground';
	if (isHome) return POSTS.test(id) ? 'posts' : 'frame';
	return isGuest
		? 'guests'
		: areaOf(
				id,
				users.filter((user) => PAGE.test(user)),
			);
}

/** A page that is loaded first goes for each of its files: what two pages have in common is not worth a file of its own. */
function areaOf(id: string, pages: string[]): string | null {
	if (pages.length < 2) return null;
	const areas = AREAS.filter((area) => pages.some((page) => area.pages.test(page))).map(({ file }) => file);
	if (areas.length < 2) return areas[0] ?? null;
	// What groups share with other pages about people is in the file of those already.
	const isAmongPeople =
		areas.includes('groups') && !areas.includes('guests') && !areas.includes('settings');
	if (GLYPH.test(id) && !isAmongPeople) return areas.includes('guests') ? 'ground' : 'frame';
	// Groups and events show pictures as registering does, and nothing else of that.
	const showsPictures = areas.includes('groups') || areas.includes('events');
	if (areas.includes('guests')) return showsPictures ? 'pictures' : 'shared';
	return areas.includes('settings') ? 'details' : 'people';
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
						only('runtime', 10),
						only('ground', 9),
						only('frame', 8),
						only('posts', 7),
						only('guests', 6),
						only('pictures', 5),
						only('shared', 5),
						only('details', 4),
						only('people', 3),
						only('profile', 2),
						only('groups', 2),
						only('events', 2),
						only('settings', 1),
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
