import { describe, expect, it } from 'vitest';
import { after, kindsOf, type Reactions } from './reactions';

const NONE: Reactions = { total: 0, by_kind: {}, mine: null };

describe('one’s reaction', () => {
	it('adds to the number, changes in its place, and goes again', () => {
		const liked = after(NONE, 'like');
		expect(liked).toEqual({ total: 1, by_kind: { like: 1 }, mine: 'like' });
		const loved = after(liked, 'love');
		expect(loved).toEqual({ total: 1, by_kind: { like: 0, love: 1 }, mine: 'love' });
		expect(after(loved, null)).toMatchObject({ total: 0, mine: null });
	});

	it('stays what it is when it is chosen again', () => {
		const liked = after(NONE, 'like');
		expect(after(liked, 'like')).toBe(liked);
		expect(after(NONE, null)).toBe(NONE);
	});

	it('leaves those of others', () => {
		const others: Reactions = { total: 5, by_kind: { like: 3, sad: 2 }, mine: 'sad' };
		expect(after(others, 'wow')).toEqual({
			total: 5,
			by_kind: { like: 3, sad: 1, wow: 1 },
			mine: 'wow',
		});
	});
});

describe('the faces', () => {
	it('are those of the most frequent kinds, and of kinds alone that somebody chose', () => {
		const by_kind = { like: 2, love: 0, wow: 7, care: 2 };
		expect(kindsOf({ total: 11, by_kind, mine: null })).toEqual(['wow', 'like', 'care']);
	});
});
