import { describe, expect, it } from 'vitest';
import { pieces } from './pieces';

const ORIGIN = 'https://kith.example';
const of = (kind: string, text: string) =>
	pieces(text, ORIGIN).flatMap((piece) => (piece.kind === kind ? [piece.text] : []));
const links = (text: string) => of('link', text);

describe('addresses in a text', () => {
	it('become links, and nothing else of the text changes', () => {
		const text = 'See https://a.example/x?y=1#z and\n<b>http://b.example</b> now';
		expect(
			pieces(text, ORIGIN)
				.map((piece) => piece.text)
				.join(''),
		).toBe(text);
		expect(links(text)).toEqual(['https://a.example/x?y=1#z', 'http://b.example']);
	});

	it('leave a text without addresses whole', () => {
		expect(pieces('Kettle is on.', ORIGIN)).toEqual([{ kind: 'text', text: 'Kettle is on.' }]);
		expect(pieces('', ORIGIN)).toEqual([]);
	});

	it.each([
		['https://a.example.', 'https://a.example'],
		['https://a.example/b, and', 'https://a.example/b'],
		['(https://a.example/b)', 'https://a.example/b'],
		['(see https://a.example/b).', 'https://a.example/b'],
		['https://a.example/Oak_(tree)', 'https://a.example/Oak_(tree)'],
		['https://a.example/Oak_(tree)).', 'https://a.example/Oak_(tree)'],
		['“https://a.example/b”', 'https://a.example/b'],
		['https://a.example/b?!', 'https://a.example/b'],
	])('end where the address in %j ends', (text, address) => {
		expect(links(text)).toEqual([address]);
	});

	it.each([
		'javascript:alert(1)',
		'data:text/html,<script>',
		'ftp://a.example',
		'www.example.org',
		'https://',
		'http://:80',
		'https://kith.example@evil.example/',
		'https://user:secret@evil.example/',
	])('never come from %j', (text) => {
		expect(links(text)).toEqual([]);
	});

	it('know the own site', () => {
		const found = pieces('https://kith.example/posts/1 https://kith.example.evil.example/', ORIGIN);
		expect(found.flatMap((piece) => (piece.kind === 'link' ? [piece.outside] : []))).toEqual([
			false,
			true,
		]);
	});
});

describe('names in a text', () => {
	it.each(['@ben', 'Hello @Ben!', '(@ben)', '“@ben”', 'cc:@ben,', '*@ben*', '谢谢。@ben', '@ben’s kettle'])(
		'are found in %j',
		(text) => {
			expect(of('mention', text).map((name) => name.toLowerCase())).toEqual(['@ben']);
		},
	);

	it.each([
		'ben@example.org',
		'ben+list@example.org',
		'@ben@example.org',
		'@@ben',
		String.raw`\@ben`,
		'https://example.org/@ben',
		'@be',
		'@123',
		'@benñ',
		'ñ@ben',
		'_@ben',
		`@${'a'.repeat(31)}`,
	])('are not found in %j', (text) => {
		expect(of('mention', text)).toEqual([]);
	});

	it.each([
		['#snow, #Ice!', ['#snow', '#Ice']],
		['#雪が降る。', ['#雪が降る']],
		['#हिन्दी', ['#हिन्दी']],
		['#a#b', ['#a']],
		['C# and F#', []],
		['&#39; x#y #1 ##z #️⃣', []],
		['#2026 #top10', ['#top10']],
		['# heading', []],
		['https://a.example/#top', []],
		[`#${'a'.repeat(65)}`, []],
	])('are tags in %j', (text, tags) => {
		expect(of('tag', text)).toEqual(tags);
	});
});
