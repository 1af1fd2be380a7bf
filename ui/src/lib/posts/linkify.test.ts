import { describe, expect, it } from 'vitest';
import { linkify } from './linkify';

const ORIGIN = 'https://kith.example';
const hrefs = (text: string) =>
	linkify(text, ORIGIN).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []));

describe('addresses in a text', () => {
	it('become links, and nothing else of the text changes', () => {
		const text = 'See https://a.example/x?y=1#z and\n<b>http://b.example</b> now';
		const pieces = linkify(text, ORIGIN);
		expect(pieces.map((piece) => piece.text).join('')).toBe(text);
		expect(hrefs(text)).toEqual(['https://a.example/x?y=1#z', 'http://b.example']);
	});

	it('leave a text without addresses whole', () => {
		expect(linkify('Kettle is on.', ORIGIN)).toEqual([{ kind: 'text', text: 'Kettle is on.' }]);
		expect(linkify('', ORIGIN)).toEqual([]);
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
		expect(hrefs(text)).toEqual([address]);
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
		expect(hrefs(text)).toEqual([]);
	});

	it('know the own site', () => {
		const pieces = linkify('https://kith.example/posts/1 https://kith.example.evil.example/', ORIGIN);
		expect(pieces.flatMap((piece) => (piece.kind === 'link' ? [piece.outside] : []))).toEqual([
			false,
			true,
		]);
	});

	it('cope with much text in little time', () => {
		const text = 'https://a.example/'.concat(')'.repeat(20_000));
		const before = performance.now();
		linkify(text, ORIGIN);
		expect(performance.now() - before).toBeLessThan(1_000);
	});
});
