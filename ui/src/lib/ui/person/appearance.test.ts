import { describe, expect, it } from 'vitest';
import { HUES, hueOf, initials } from './appearance';

describe('initials', () => {
	it.each([
		['Maren Oyelaran', 'MO'],
		['  kwame   kofi boateng ', 'KB'],
		['Cher', 'C'],
		['Élodie Ünal', 'ÉÜ'],
		['👩‍🌾 Ada Byron', '👩‍🌾B'],
		['E\u0301lodie U\u0308nal', 'E\u0301U\u0308'],
		['நிலா கண்ணன்', 'நிக'],
		['', ''],
	])('of “%s” are “%s”', (name, letters) => {
		expect(initials(name)).toBe(letters);
	});
});

describe('the colour of a person', () => {
	it('never changes', () => {
		expect(hueOf('01JD0000000000000000000001')).toBe(hueOf('01JD0000000000000000000001'));
	});

	it('uses every colour over many people', () => {
		const seen = new Set(Array.from({ length: 400 }, (_, n) => hueOf(`person-${n}`)));
		expect(seen.size).toBe(HUES.length);
	});
});
