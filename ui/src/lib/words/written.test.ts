import { describe, expect, it } from 'vitest';
import { listed } from './list';
import { number } from './number';

describe('names in a row', () => {
	it.each([
		[[], ''],
		[['Ada'], 'Ada'],
		[['Ada', 'Bo'], 'Ada and Bo'],
		[['Ada', 'Bo', '7 more'], 'Ada, Bo and 7 more'],
	])('of %j are “%s”', (names, said) => {
		expect(listed(names)).toBe(said);
	});
});

describe('a count', () => {
	it.each([
		[0, '0', '0'],
		[999, '999', '999'],
		[1_000, '1,000', '1K'],
		[12_345, '12,345', '12.3K'],
	])('of %d is written “%s” and, for short, “%s”', (count, whole, short) => {
		expect(number.format(count)).toBe(whole);
		expect(number.short(count)).toBe(short);
	});
});
