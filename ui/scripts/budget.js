/**
 * Fails when a page of the built UI has grown over its budget. Sizes are gzip, in kB of 1000 bytes.
 *
 * The first load of a page is everything its entry, layouts and page import; what a page adds is counted for
 * someone who comes from the first page of the same part of the application.
 */
import { readdir, readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const OUTPUT = new URL('../.svelte-kit/output/', import.meta.url);
const CLIENT = new URL('client/', OUTPUT);

const BUDGET = { login: 60, feed: 110, further: 40, fonts: 45 };

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[] }} Chunk */
/** @typedef {{ id: string, page: { layouts: (number | undefined)[], leaf: number } | null }} Route */

/** @type {Record<string, Chunk>} */
const chunks = JSON.parse(await readFile(new URL('.vite/manifest.json', CLIENT), 'utf8'));
const { manifest } = await import(pathToFileURL(new URL('server/manifest-full.js', OUTPUT).pathname).href);
/** @type {Route[]} */
const routes = manifest._.routes;

/** @type {Map<string, number>} */
const sizes = new Map();

/** @param {string} file */
async function gzipped(file) {
	const known = sizes.get(file);
	if (known !== undefined) return known;
	const size = gzipSync(await readFile(new URL(file, CLIENT)), { level: 9 }).length;
	sizes.set(file, size);
	return size;
}

/** All files that `keys` load at once. @param {string[]} keys */
function filesOf(keys) {
	/** @type {Set<string>} */
	const seen = new Set();
	const left = [...keys];
	for (let key = left.pop(); key !== undefined; key = left.pop()) {
		if (seen.has(key)) continue;
		seen.add(key);
		const chunk = chunks[key];
		if (!chunk) throw new Error(`The manifest of the build does not know ${key}`);
		left.push(...(chunk.imports ?? []));
	}
	return new Set([...seen].map((key) => chunks[key]?.file ?? '').filter((file) => file.endsWith('.js')));
}

const ENTRIES = Object.keys(chunks).filter((key) => /(client\/entry|client-optimized\/app)\.js$/.test(key));

/** @param {number} node */
function nodeKey(node) {
	const key = Object.keys(chunks).find((name) => name.endsWith(`/client-optimized/nodes/${node}.js`));
	if (!key) throw new Error(`The build has no page ${node}`);
	return key;
}

/** @param {string} id */
function firstLoad(id) {
	const route = routes.find((candidate) => candidate.id === id);
	if (!route?.page) throw new Error(`There is no page ${id}`);
	const nodes = [...route.page.layouts, route.page.leaf].filter((node) => node !== undefined);
	return filesOf([...ENTRIES, ...nodes.map(nodeKey)]);
}

/** @param {Iterable<string>} files */
async function total(files) {
	let sum = 0;
	for (const file of files) sum += await gzipped(file);
	return sum / 1000;
}

/** @type {{ what: string, size: number, limit: number }[]} */
const measured = [];
const login = firstLoad('/(auth)/login');
const feed = firstLoad('/(app)');
measured.push({ what: 'first load of /login', size: await total(login), limit: BUDGET.login });
measured.push({ what: 'first load of the feed', size: await total(feed), limit: BUDGET.feed });

for (const { id, page } of routes) {
	if (!page || id === '/(app)' || id === '/(auth)/login') continue;
	const before = id.startsWith('/(auth)') ? login : feed;
	const added = [...firstLoad(id)].filter((file) => !before.has(file));
	measured.push({ what: `added by ${id}`, size: await total(added), limit: BUDGET.further });
}

const assets = await readdir(new URL('_app/immutable/assets/', CLIENT));
const fonts = assets.filter((file) => file.endsWith('.woff2'));
let fontBytes = 0;
for (const font of fonts) {
	fontBytes += (await readFile(new URL(`_app/immutable/assets/${font}`, CLIENT))).length;
}
measured.push({ what: 'all fonts', size: fontBytes / 1000, limit: BUDGET.fonts });

let over = false;
for (const { what, size, limit } of measured) {
	const fits = size <= limit;
	over ||= !fits;
	console.log(
		`${fits ? ' ' : '!'} ${size.toFixed(1).padStart(6)} kB of ${String(limit).padStart(3)}  ${what}`,
	);
}
if (over) {
	console.error('The UI is over its budget.');
	process.exitCode = 1;
}
