import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { facadesOf, passedOver, passOver } from './facades.js';

let build: string;

const put = (file: string, text: string) => writeFile(join(build, '_app/immutable', file), text);
const read = (file: string) => readFile(join(build, '_app/immutable', file), 'utf8');

beforeEach(async () => {
	build = await mkdtemp(join(tmpdir(), 'kith-facades-'));
	for (const folder of ['chunks', 'entry', 'nodes']) {
		await mkdir(join(build, '_app/immutable', folder), { recursive: true });
	}
	await put('nodes/0.aa.js', 'export{W as component,at as universal}from"../chunks/ground.js";');
	await put('nodes/1.bb.js', 'import{t}from"../chunks/ground.js";export{t as component};');
	await put('entry/start.cc.js', 'export{load_css,Z as start}from"../chunks/ground.js";\n');
	await put(
		'entry/app.dd.js',
		'm.f=["../nodes/0.aa.js"];import(`../nodes/0.aa.js`);import("../nodes/1.bb.js")',
	);
	await put('chunks/ground.js', 'export{}');
});

afterEach(() => rm(build, { recursive: true }));

it('finds the files that only hand on', async () => {
	expect([...(await facadesOf(build)).keys()].sort()).toEqual(['entry/start.cc.js', 'nodes/0.aa.js']);
});

it('asks for the real file, under the same names, and loads no other ahead', async () => {
	await passOver(build, await facadesOf(build));
	expect(await read('entry/app.dd.js')).toBe(
		'm.f=["../chunks/ground.js"];' +
			'import("../chunks/ground.js").then(m=>({component:m.W,universal:m.at}));import("../nodes/1.bb.js")',
	);
});

it('keeps a name that is not changed', async () => {
	const page = passedOver('import("/a/entry/start.cc.js")', await facadesOf(build), (name) => `/a/${name}`);
	expect(page).toBe('import("/a/chunks/ground.js").then(m=>({load_css:m.load_css,start:m.Z}))');
});
