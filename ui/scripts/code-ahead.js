/**
 * Builds the static pages, and has the browser fetch a page's code together with the application that will ask for it:
 * one way to the server less before anything is drawn.
 *
 * Which files these are is known after the build only, and which page is wanted in the browser only. So the inline
 * script of `app.html` gets a table of addresses and files, in the place of its comment `code-ahead`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import adapter from '@sveltejs/adapter-static';

const PLACE = '/* code-ahead */';
const IMMUTABLE = '_app/immutable/';
const FALLBACK = '200.html';
const OUTPUT = new URL('../.svelte-kit/output/', import.meta.url);

/** @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk */
/** @typedef {{ id: string, pattern: RegExp, page: { layouts: (number | undefined)[], leaf: number } | null }} Route */

/** @returns {import('@sveltejs/kit').Adapter} */
export function staticPages() {
	const pages = adapter({ fallback: FALLBACK, precompress: false, strict: false });
	return {
		...pages,
		async adapt(builder) {
			await pages.adapt(builder);
			await fillIn(`build/${FALLBACK}`);
			await builder.compress('build');
		},
	};
}

/** @param {string} page */
async function fillIn(page) {
	const html = await readFile(page, 'utf8');
	if (!html.includes(PLACE)) throw new Error(`app.html lacks the comment ${PLACE}`);
	const there = (/** @type {string} */ file) => html.includes(file);
	const table = (await routes()).map(([pattern, files, guest]) => [
		pattern,
		files.filter((file) => !there(file)).map((file) => file.replace(IMMUTABLE, '')),
		guest,
	]);
	await writeFile(
		page,
		html.replace(PLACE, () => script(JSON.stringify(table))),
	);
}

/** What the browser runs. Guests are not given the pages of members, nor members those of guests. @param {string} table */
function script(table) {
	return `${table}.some(function (page) {
					if (!new RegExp(page[0]).test(location.pathname)) return false;
					if (page[2] === !member) page[1].forEach(function (file) {
						var link = document.createElement('link');
						link.rel = /css$/.test(file) ? 'stylesheet' : 'modulepreload';
						link.href = '/${IMMUTABLE}' + file;
						document.head.appendChild(link);
					});
					return true;
				});`;
}

/** Every page's pattern, its files, and whether it is for guests. @returns {Promise<[string, string[], boolean][]>} */
async function routes() {
	/** @type {Record<string, Chunk>} */
	const chunks = JSON.parse(await readFile(new URL('client/.vite/manifest.json', OUTPUT), 'utf8'));
	const { manifest } = await import(
		pathToFileURL(new URL('server/manifest-full.js', OUTPUT).pathname).href
	);
	/** @type {Route[]} */
	const all = manifest._.routes;
	return all.flatMap(({ id, pattern, page }) => {
		if (!page) return [];
		const nodes = [...page.layouts, page.leaf].filter((node) => node !== undefined);
		return [[pattern.source, filesOf(chunks, nodes), !id.startsWith('/(app)')]];
	});
}

/** @param {Record<string, Chunk>} chunks @param {number[]} nodes */
function filesOf(chunks, nodes) {
	const keys = new Set(nodes.map((node) => `.svelte-kit/generated/client-optimized/nodes/${node}.js`));
	/** @type {Set<string>} */
	const files = new Set();
	for (const key of keys) {
		const chunk = chunks[key];
		if (!chunk) throw new Error(`The build does not know ${key}`);
		for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
		for (const more of chunk.imports ?? []) keys.add(more);
	}
	return [...files];
}
