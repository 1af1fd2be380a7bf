import { describe, expect, it } from 'vitest';
import { destinations, isCurrent } from './navigation';

const currentAt = (path: string) =>
	destinations('maren')
		.filter((destination) => isCurrent(destination, path))
		.map((destination) => destination.href);

describe('the place one is at', () => {
	it.each([
		['/', ['/']],
		['/for-you', ['/']],
		['/@maren', ['/@maren']],
		['/@maren/about', ['/@maren']],
		['/@marena', []],
		['/settings/privacy', ['/settings']],
		['/people/friends', ['/people']],
		['/groups/7/members', ['/groups']],
		['/events/7', ['/events']],
		['/posts/1', []],
	])('at %s is %j', (path, expected) => {
		expect(currentAt(path)).toEqual(expected);
	});
});
