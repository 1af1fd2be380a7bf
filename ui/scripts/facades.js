/**
 * The build makes a file of its own for each layout and page, and for the start of the application, even where all of it
 * is in a file that is loaded anyway and nothing is left but the names. Such a file costs a way to the server, which a
 * phone has few of: here, who asks for it is told to ask for the other one. The file stays, for pages of an older build.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';

const IMMUTABLE = '_app/immutable';
const HANDED_ON = /^export\{([^}]*)\}from["'`]([^"'`]+)["'`];?\s*$/;

/** @typedef {{ file: string, names: [string, string][] }} Facade */

/** Every file of `build` that only hands on, by its name below `_app/immutable`. @param {string} build */
export async function facadesOf(build) {
	/** @type {Map<string, Facade>} */
	const found = new Map();
	for (const file of await scripts(build, ['entry', 'nodes'])) {
		const [, names, from] = HANDED_ON.exec(await readFile(`${build}/${IMMUTABLE}/${file}`, 'utf8')) ?? [];
		if (names === undefined || from === undefined) continue;
		found.set(file, {
			file: posix.join(posix.dirname(file), from),
			names: names.split(',').map(renamed),
		});
	}
	return found;
}

/** Has the files of `build` pass over facades. @param {string} build @param {Map<string, Facade>} facades */
export async function passOver(build, facades) {
	for (const file of await scripts(build, ['entry', 'chunks'])) {
		const path = `${build}/${IMMUTABLE}/${file}`;
		const before = await readFile(path, 'utf8');
		const after = passedOver(before, facades, (name) => `../${name}`);
		if (after !== before) await writeFile(path, after);
	}
}

/**
 * A text that asks for the real files: where a facade was imported there is an object with the same names.
 * @param {string} text @param {Map<string, Facade>} facades @param {(name: string) => string} address
 */
export function passedOver(text, facades, address) {
	let after = text;
	for (const [name, { file, names }] of facades) {
		const taken = names.map(([theirs, ours]) => `${ours}:m.${theirs}`).join();
		for (const quote of ['"', "'", '`']) {
			after = after.replaceAll(
				`import(${quote}${address(name)}${quote})`,
				`import("${address(file)}").then(m=>({${taken}}))`,
			);
		}
		after = after.replaceAll(address(name), address(file));
	}
	return after;
}

/** @param {string} name such as `a as b` @returns {[string, string]} */
function renamed(name) {
	const [theirs = '', ours = theirs] = name.trim().split(' as ');
	return [theirs, ours];
}

/** @param {string} build @param {string[]} folders */
async function scripts(build, folders) {
	const files = folders.map(async (folder) => {
		const names = await readdir(`${build}/${IMMUTABLE}/${folder}`);
		return names.filter((name) => name.endsWith('.js')).map((name) => `${folder}/${name}`);
	});
	return (await Promise.all(files)).flat();
}
