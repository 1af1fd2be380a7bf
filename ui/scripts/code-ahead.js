/**
 * Builds the static pages, and has the browser fetch a page's code together with the application that will ask for it:
 * one way to the server less before anything is drawn.
 *
 * Which files these are is known after the build only, and which page is wanted in the browser only. So the inline
 * script of `app.html` gets a table of addresses and files, in the place of its comment `code-ahead`. The sign of Kith
 * comes inside of the document, too: as the icon of the page and where it says `logo`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { facadesOf, passedOver, passOver } from './facades.js';

const PLACE = '/* code-ahead */';
const IMMUTABLE = '_app/immutable/';
const FALLBACK = '200.html';
const ICON = '/favicon.svg';
const LOGO = '<!-- logo -->';
const OUTPUT = new URL('../.svelte-kit/output/', import.meta.url);

/** @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk */
/** @typedef {{ id: string, pattern: RegExp, page: { layouts: (number | undefined)[], errors: (number | undefined)[], leaf: number } | null }} Route */

/** @returns {import('@sveltejs/kit').Adapter} */
export function staticPages() {
	const pages = adapter({ fallback: FALLBACK, precompress: false, strict: false });
	return {
		...pages,
		async adapt(builder) {
			await pages.adapt(builder);
			const facades = await facadesOf('build');
			await passOver('build', facades);
			await fillIn(`build/${FALLBACK}`, facades);
			await builder.compress('build');
		},
	};
}

/** @param {string} page @param {Awaited<ReturnType<typeof facadesOf>>} facades */
async function fillIn(page, facades) {
	const html = unlinked(await readFile(page, 'utf8'), facades);
	if (!html.includes(PLACE)) throw new Error(`app.html lacks the comment ${PLACE}`);
	const table = (await routes()).map(([pattern, files, guest]) => [
		pattern,
		files
			.map((file) => file.replace(IMMUTABLE, ''))
			.filter((file) => !html.includes(IMMUTABLE + file) && !facades.has(file)),
		guest,
	]);
	const logo = (await readFile(`build${ICON}`, 'utf8')).trim();
	await writeFile(
		page,
		html
			.replace(PLACE, () => script(JSON.stringify(table)))
			.replace(`href="${ICON}"`, () => `href="data:image/svg+xml,${encodeURIComponent(logo)}"`)
			.replaceAll(LOGO, () => logo),
	);
}

/** The page without links to facades. @param {string} html @param {Awaited<ReturnType<typeof facadesOf>>} facades */
function unlinked(html, facades) {
	let page = html;
	for (const name of facades.keys()) {
		page = page.replace(`<link href="/${IMMUTABLE}${name}" rel="modulepreload">`, '');
	}
	return passedOver(page, facades, (name) => `/${IMMUTABLE}${name}`);
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
		// What is shown when a page fails is asked for before the page is drawn.
		const nodes = [...page.layouts, ...page.errors, page.leaf].filter((node) => node !== undefined);
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
