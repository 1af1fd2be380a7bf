import { describe, expect, it } from 'vitest';
import { changesOf, draftOf, EMPTY, mistakesIn, websiteAddress } from './draft';
import { maren } from './testing/server';

const saved = draftOf(maren());

describe('what is sent', () => {
	it('is only what changed, without space around it', () => {
		const typed = { ...saved, bio: ' Row 15. ', nickname: '', first_name: ' Maren ' };
		expect(changesOf(saved, typed)).toEqual({ bio: 'Row 15.', nickname: '' });
	});

	it('names the interests when their order changed', () => {
		const two = { ...saved, tags: ['Climbing', 'Leaf mould'] };
		expect(changesOf(saved, { ...saved, tags: [...saved.tags] })).toEqual({});
		expect(changesOf(two, { ...two, tags: ['Leaf mould', 'Climbing'] })).toEqual({
			tags: ['Leaf mould', 'Climbing'],
		});
	});

	it.each([
		['example.org', 'https://example.org'],
		['http://example.org', 'http://example.org'],
		['javascript:alert(1)', 'javascript:alert(1)'],
	])('gives the website %s a scheme when it has none', (website, sent) => {
		expect(changesOf(saved, { ...saved, website })).toEqual({ website: sent });
	});

	it('takes the @ off a handle', () => {
		expect(changesOf(saved, { ...saved, handle: ' @moss' })).toEqual({ handle: 'moss' });
	});
});

describe('what is wrong before it is sent', () => {
	const wrong = (change: Partial<typeof saved>) => [...mistakesIn({ ...saved, ...change }).keys()];

	it('is nothing in a profile as it is', () => {
		expect(wrong({})).toEqual([]);
	});

	it('is every empty field that must be filled in', () => {
		expect([...mistakesIn(EMPTY).keys()]).toEqual([
			'first_name',
			'last_name',
			'handle',
			'date_of_birth',
			'gender',
		]);
	});

	it.each(['ab', 'a'.repeat(31), 'ma ren', '12345', 'mären'])('is the handle %s', (handle) => {
		expect(wrong({ handle })).toEqual(['handle']);
	});

	it('counts characters as people do', () => {
		expect(wrong({ first_name: '🌱'.repeat(50) })).toEqual([]);
		expect(wrong({ first_name: '🌱'.repeat(51) })).toEqual(['first_name']);
	});

	it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org'])(
		'is the website %s',
		(website) => {
			expect(wrong({ website })).toEqual(['website']);
			expect(websiteAddress(website)).toBeUndefined();
		},
	);
});
