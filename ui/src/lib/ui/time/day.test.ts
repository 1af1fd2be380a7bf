import { expect, it } from 'vitest';
import { localDay } from './day';

it('knows the day where the person is', () => {
	expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
