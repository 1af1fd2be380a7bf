/**
 * Holds every page to 95 in all four categories of Lighthouse, on a phone and a desktop.
 *
 *   node scripts/lighthouse.js ADDRESS [PAGE…]
 *
 * ADDRESS serves the demo content. Pages are paths such as `/login` or `/@amara`; without any, all are looked at.
 * Lighthouse is too large to be installed for this one command: `npx` fetches it, unless LIGHTHOUSE names a program.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);

const LEAST = 95;
/** A busy machine makes a page look slow: of a page that falls short, the middle one of so many looks counts. */
const LOOKS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const DEVICES = { phone: [], desktop: ['--preset=desktop'] };
const [PROGRAM = '', ...ARGUMENTS] = (
	process.env['LIGHTHOUSE'] ?? 'npx --yes --package=lighthouse@12.8.2 lighthouse'
).split(' ');
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const DEMO = { login: 'amara', password: 'lantern-harbour-42' };
/** A tag of the demo content. */
const TAG = 'sourdough';
const OPEN = ['/login', '/register', '/forgot', '/reset', '/verify'];
const SETTINGS = [
	'profile',
	'privacy',
	'audience',
	'account',
	'security',
	'sessions',
	'uploads',
	'appearance',
];
const PEOPLE = ['suggestions', 'friends', 'followers', 'following', 'blocked', 'muted'];
const PROFILE = ['about', 'photos', 'friends', 'followers', 'following'];

/** @typedef {{ scores: number[], faults: string[] }} Result */
/** @typedef {{ port: string, context: import('playwright-core').BrowserContext }} Visitor */

const [address, ...wanted] = process.argv.slice(2);
if (!address) throw new Error('usage: node scripts/lighthouse.js ADDRESS [PAGE…]');

console.log(`${CATEGORIES.map((name) => name.slice(0, 6).padStart(7)).join('')}`);
await withBrowser(async (guest) => {
	await auditAll(guest, OPEN);
});
await withBrowser(async (member) => {
	await member.context.request.post(`${address}/api/v1/auth/login`, { data: DEMO });
	await remember(member);
	await auditAll(member, await memberPages(member));
});

/** Runs `visit` with a Chromium that has a profile of its own and listens to Lighthouse. @param {(visitor: Visitor) => Promise<void>} visit */
async function withBrowser(visit) {
	const profile = await mkdtemp(join(tmpdir(), 'kith-lighthouse-'));
	const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'];
	const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
	const child = spawn(
		CHROMIUM,
		[...flags, ...quiet, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
		{ stdio: ['ignore', 'ignore', 'pipe'] },
	);
	try {
		const port = await debuggingPort(child.stderr);
		const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
		const [context] = browser.contexts();
		if (!context) throw new Error('Chromium has no window');
		await visit({ port, context });
		await browser.close();
	} finally {
		child.kill();
		await once(child, 'exit');
		await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** @param {import('node:stream').Readable} output */
async function debuggingPort(output) {
	for await (const line of createInterface({ input: output })) {
		const port = /listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1];
		if (port) {
			output.resume();
			return port;
		}
	}
	throw new Error('Chromium ended before it listened');
}

/** Opens a page once, as every later visit finds a browser that was here before. @param {Visitor} visitor */
async function remember({ context }) {
	const page = await context.newPage();
	await page.goto(`${address}/`, { waitUntil: 'networkidle' });
	await page.close();
}

/** @param {string} page @param {string[]} parts */
function withParts(page, parts) {
	return [page, ...parts.map((part) => `${page}/${part}`)];
}

/** The pages behind the log-in, with the newest post that has a picture, and one's own and another profile. @param {Visitor} visitor */
async function memberPages({ context }) {
	const answer = await context.request.get(`${address}/api/v1/feeds/home?limit=50`);
	/** @type {{ items: { id: string, media: unknown[], author: { handle: string, first_name: string } }[] }} */
	const { items } = await answer.json();
	const post = items.find(({ media }) => media.length > 0);
	const other = items.find(({ author }) => author.handle !== DEMO.login);
	if (!post || !other) throw new Error('The demo content lacks a post with a picture, or of somebody else');
	return [
		'/',
		'/for-you',
		'/saved',
		`/posts/${post.id}`,
		...withParts(`/@${DEMO.login}`, PROFILE),
		...withParts(`/@${other.author.handle}`, [...PROFILE, 'mutuals']),
		...withParts('/people', PEOPLE),
		'/search',
		`/search?q=${encodeURIComponent(other.author.first_name)}`,
		'/tags',
		`/tags/${TAG}`,
		...withParts('/settings', SETTINGS),
		'/there/is/nothing/here',
	];
}

/** @param {Visitor} visitor @param {string[]} pages */
async function auditAll(visitor, pages) {
	for (const page of pages) {
		if (wanted.length > 0 && !wanted.includes(page)) continue;
		for (const [device, preset] of Object.entries(DEVICES)) {
			const { scores, faults } = await audit(visitor, page, preset);
			console.log(
				`${scores.map((score) => String(score).padStart(7)).join('')}  ${device.padEnd(8)}${page}`,
			);
			for (const fault of faults) console.log(`         ${fault}`);
			if (scores.some((score) => score < LEAST)) process.exitCode = 1;
		}
	}
}

/** What one look finds; where that falls short, the middle one of some. @param {Visitor} visitor @param {string} page @param {string[]} preset */
async function audit(visitor, page, preset) {
	const first = await look(visitor, page, preset);
	if (least(first) >= LEAST) return first;
	const looks = [first];
	while (looks.length < LOOKS) looks.push(await look(visitor, page, preset));
	looks.sort((a, b) => least(a) - least(b));
	return looks[(LOOKS - 1) / 2] ?? first;
}

/** @param {Result} result */
function least({ scores }) {
	return Math.min(...scores);
}

/** @param {Visitor} visitor @param {string} page @param {string[]} preset @returns {Promise<Result>} */
async function look({ port }, page, preset) {
	const flags = ['--output=json', '--quiet', `--port=${port}`, `--only-categories=${CATEGORIES.join(',')}`];
	const { stdout } = await run(PROGRAM, [...ARGUMENTS, `${address}${page}`, ...flags, ...preset], {
		maxBuffer: 64 * 1024 * 1024,
	});
	const { categories, audits, runtimeError } = JSON.parse(stdout);
	if (runtimeError) throw new Error(`${page}: ${runtimeError.message}`);
	const scores = CATEGORIES.map((name) => Math.round(categories[name].score * 100));
	/** @type {{ id: string, weight: number }[]} */
	const weighed = CATEGORIES.flatMap((name) => categories[name].auditRefs);
	const faults = weighed
		.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
		.map(({ id }) => `${audits[id].title}: ${audits[id].displayValue ?? 'no'}`);
	return { scores, faults };
}
