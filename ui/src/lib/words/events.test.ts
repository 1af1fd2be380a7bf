import { expect, it } from 'vitest';
import { words } from './events';

it.each([
	[1, 0, 0, 'There is one place.'],
	[1, 1, 0, 'The one place is taken. Who comes now waits for one.'],
	[1, 1, 1, 'The one place is taken, and 1 person waits for one.'],
	[12, 11, 0, '1 of 12 places is left.'],
	[12, 2, 0, '10 of 12 places are left.'],
	[12, 12, 3, 'All 12 places are taken, and 3 people wait for one.'],
])('of %s places %s are taken and %s wait for one', (most, going, waiting, says) => {
	expect(words.capacity(most, going, waiting)).toBe(says);
});
