import { expect, it } from 'vitest';
import { compare } from './history.svelte';

const version = (title: string | null, content = 'Snow') => ({ at: '2026-11-21T09:30:00Z', title, content });

it('a title that a post did not have at first is new, one that it lost is gone', () => {
	expect(compare(version('Tea'), version(null)).title).toEqual([{ kind: 'added', text: 'Tea' }]);
	expect(compare(version(null), version('Tea')).title).toEqual([{ kind: 'removed', text: 'Tea' }]);
});

it('nothing is new in the first version', () => {
	expect(compare(version('Tea'))).toEqual({
		title: [{ kind: 'same', text: 'Tea' }],
		content: [{ kind: 'same', text: 'Snow' }],
	});
});
