import { describe, expect, it } from 'vitest';
import { audienceOf, reach } from './audience';
import { dayInWords, detailsOf, largerPicture, monthInWords, shortAddress } from './details';
import { maren, openPrivacy } from './testing/server';

const valueOf = (id: string, profile = maren()) => detailsOf(profile).find((detail) => detail.id === id);

describe('the lines about a person', () => {
	it('show a birthday as the same day in every time zone', () => {
		expect(dayInWords('1991-05-17')).toMatch(/17/);
		expect(dayInWords('1991-01-01')).toMatch(/1991/);
		expect(dayInWords(null)).toBe('');
	});

	it('are empty where something is kept from who looks', () => {
		const kept = maren({ email: null, gender: null, website: null });
		for (const id of ['email', 'gender', 'website']) {
			expect(valueOf(id, kept)).toEqual(expect.not.objectContaining({ href: expect.any(String) }));
			expect(valueOf(id, kept)?.value).toBe('');
		}
	});

	it('lead nowhere but to the web', () => {
		expect(valueOf('website', maren({ website: 'https://www.example.org/' }))).toMatchObject({
			value: 'example.org',
			href: 'https://www.example.org/',
		});
		expect(valueOf('website', maren({ website: 'javascript:alert(1)' }))).toMatchObject({
			value: '',
			href: undefined,
		});
	});

	it('keep the path of a website', () => {
		expect(shortAddress(new URL('https://example.org/a?b=c'))).toBe('example.org/a?b=c');
	});

	it('say nothing when nobody told when', () => {
		expect(monthInWords(null)).toBe('');
	});
});

it('takes the larger rendition of a picture where it is shown large', () => {
	expect(largerPicture('/api/v1/media/7/thumb')).toBe('/api/v1/media/7/small');
	expect(largerPicture(null)).toBeNull();
});

describe('who sees a detail', () => {
	it('ends at the followers on a private profile, and is never widened', () => {
		expect(reach('everyone', true)).toBe('followers');
		expect(reach('only_me', true)).toBe('only_me');
		expect(reach('everyone', false)).toBe('everyone');
	});

	it('goes with the profile where it has no choice of its own', () => {
		const privacy = openPrivacy();
		privacy.fields.email = 'friends';
		expect(audienceOf('email', privacy)).toBe('friends');
		expect(audienceOf(undefined, { ...privacy, is_private: true })).toBe('followers');
	});
});
