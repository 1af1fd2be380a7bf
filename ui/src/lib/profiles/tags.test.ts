import { describe, expect, it } from 'vitest';
import { addTags, LONGEST_TAG, MOST_TAGS } from './tags';

describe('adding interests', () => {
	it('takes several at once, without # and double spaces', () => {
		expect(addTags([], ' #Jazz, leaf   mould\nJazz Age')).toMatchObject({
			tags: ['Jazz', 'leaf mould', 'Jazz Age'],
			refused: false,
		});
	});

	it('leaves out what is there already, in whatever letters', () => {
		const after = addTags(['Jazz'], 'JAZZ');
		expect(after).toMatchObject({ tags: ['Jazz'], refused: true });
		expect(after.said).toContain('JAZZ');
	});

	it('says which was too long and keeps the others', () => {
		const long = 'x'.repeat(LONGEST_TAG + 1);
		expect(addTags([], `Jazz,${long}`)).toMatchObject({ tags: ['Jazz'], refused: true });
		expect(addTags([], 'x'.repeat(LONGEST_TAG)).refused).toBe(false);
	});

	it('ends when there are as many as there can be', () => {
		const full = Array.from({ length: MOST_TAGS }, (_, place) => `tag ${place}`);
		expect(addTags(full, 'one more')).toMatchObject({ tags: full, refused: true });
	});
});
