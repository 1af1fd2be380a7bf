import { expect, it } from 'vitest';
import { words as who } from '$lib/words/audience';
import { AUDIENCES, audienceChoice, isAudience } from './audience';
import { Reach } from './reach.svelte';

const choir = { id: '7', title: 'Harbour choir' };

it('a group is not among what is chosen from, and no draft begins with it', () => {
	expect(AUDIENCES.map(({ value }) => value)).not.toContain('group');
	expect([isAudience('group'), isAudience('friends')]).toEqual([false, true]);
});

it('a post in a group names it, as far as its reader knows the group', () => {
	expect(audienceChoice('group', choir).label).toBe('Members of Harbour choir');
	expect(audienceChoice('group', choir).short).toBe('Members');
	expect(audienceChoice('group', null).label).toBe('Members of the group');
	expect(audienceChoice('friends', null).label).toBe('Friends');
	expect(new Reach().sentence('group', [], choir)).toBe('Members of Harbour choir can see this.');
	expect(who.because.member('Ana', 'group', choir.title)).toContain('Ana posted this in Harbour choir');
});
