import { beforeEach, describe, expect, it } from 'vitest';
import { RecentSearches, type RecentSearch } from './recent.svelte';

beforeEach(() => localStorage.clear());

const words = (q: string): RecentSearch => ({ kind: 'words', q });
const kwame: RecentSearch = {
	kind: 'person',
	id: '2',
	handle: 'kwame',
	display_name: 'Kwame Boateng',
	avatar_url: null,
};

describe('recent searches', () => {
	it('are kept on the device, newest first, each once', () => {
		const recent = new RecentSearches('1');
		for (const search of [words('kale'), kwame, words('Kale'), kwame]) recent.add(search);
		expect(recent.list).toEqual([kwame, words('Kale')]);
		expect(new RecentSearches('1').list).toEqual([kwame, words('Kale')]);
	});

	it('are each member’s own', () => {
		new RecentSearches('1').add(words('kale'));
		expect(new RecentSearches('2').list).toEqual([]);
	});

	it('are few', () => {
		const recent = new RecentSearches('1');
		for (let number = 0; number < 20; number += 1) recent.add(words(`word ${number}`));
		expect(recent.list).toHaveLength(8);
		expect(recent.list[0]).toEqual(words('word 19'));
	});

	it('can be cleared', () => {
		const recent = new RecentSearches('1');
		recent.add(words('kale'));
		recent.clear();
		expect(recent.list).toEqual([]);
		expect(localStorage).toHaveLength(0);
	});

	it('keep what another tab added meanwhile', () => {
		const recent = new RecentSearches('1');
		new RecentSearches('1').add(kwame);
		recent.add(words('kale'));
		expect(recent.list).toEqual([words('kale'), kwame]);
	});

	it.each(['{', '"text"', '[{"kind":"person"},{"kind":"words","q":4},null]'])(
		'do not trip over %s',
		(kept) => {
			localStorage.setItem('kith:recent:1', kept);
			expect(new RecentSearches('1').list).toEqual([]);
		},
	);
});
