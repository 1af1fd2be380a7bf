import { words } from '$lib/words/profiles';
import { websiteAddress } from './draft';
import type { PrivateField, Profile } from './types';

/** One line of the About page. */
export interface Detail {
	id: string;
	label: string;
	/** Empty when it is not filled in, or kept from who looks. */
	value: string;
	href?: string;
	/** What decides who sees it; without one it goes with the profile. */
	field?: PrivateField;
	/** Seen by everyone, also on a private profile. */
	isOpen?: boolean;
}

/** The lines about a person, in the order they are shown. */
export function detailsOf(profile: Profile): readonly Detail[] {
	const website = websiteAddress(profile.website ?? '');
	return [
		{ id: 'name', label: words.name, value: profile.display_name, isOpen: true },
		{ id: 'nickname', label: words.nickname, value: profile.nickname ?? '', isOpen: true },
		{ id: 'handle', label: words.handle, value: `@${profile.handle}`, isOpen: true },
		{
			id: 'email',
			label: words.email,
			value: profile.email ?? '',
			href: profile.email ? `mailto:${profile.email}` : undefined,
			field: 'email',
		},
		{
			id: 'date_of_birth',
			label: words.dateOfBirth,
			value: dayInWords(profile.date_of_birth),
			field: 'date_of_birth',
		},
		{
			id: 'gender',
			label: words.gender,
			value: profile.gender ? words.genders[profile.gender] : '',
			field: 'gender',
		},
		{ id: 'location', label: words.location, value: profile.location ?? '', field: 'location' },
		{ id: 'job', label: words.job, value: profile.job ?? '', field: 'job' },
		{
			id: 'website',
			label: words.website,
			value: website ? shortAddress(website) : '',
			href: website?.href,
		},
		{ id: 'joined', label: words.memberSince, value: monthInWords(profile.joined_at) },
	];
}

/** “21 November 2026” in the browser's language; a birthday is the same day everywhere. */
export function dayInWords(day: string | null | undefined): string {
	const time = Date.parse(`${day ?? ''}T00:00:00Z`);
	if (Number.isNaN(time)) return '';
	return new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

/** “November 2026” in the browser's language. */
export function monthInWords(moment: string | null | undefined): string {
	if (!moment) return '';
	return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }).format(new Date(moment));
}

/** Where the larger rendition of a profile picture is: lists are given the small one. */
export function largerPicture(url: string | null | undefined): string | null {
	return url?.replace(/\/thumb$/, '/small') ?? null;
}

/** An address as people write it: without the scheme and the slash at the end. */
export function shortAddress(url: URL): string {
	const path = url.pathname === '/' ? '' : url.pathname;
	return url.host.replace(/^www\./, '') + path + url.search;
}
