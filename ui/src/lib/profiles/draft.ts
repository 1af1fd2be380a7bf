import { characters } from '$lib/ui/field/characters';
import { words } from '$lib/words/profiles';
import type { Profile } from './types';

/** What is typed into the form of one's own profile. Nothing typed is the empty text. */
export interface Draft {
	first_name: string;
	last_name: string;
	nickname: string;
	handle: string;
	bio: string;
	about_me: string;
	date_of_birth: string;
	gender: NonNullable<Profile['gender']> | '';
	location: string;
	job: string;
	website: string;
	tags: readonly string[];
}

/** The longest text of each field, in characters. */
export const LONGEST = {
	first_name: 50,
	last_name: 50,
	nickname: 50,
	handle: 30,
	bio: 500,
	about_me: 2000,
	location: 100,
	job: 100,
	website: 200,
} as const satisfies Partial<Record<keyof Draft, number>>;

export const GENDERS = ['female', 'male', 'non_binary', 'other', 'prefer_not_to_say'] as const;

export function draftOf(profile: Profile): Draft {
	return {
		first_name: profile.first_name,
		last_name: profile.last_name,
		nickname: profile.nickname ?? '',
		handle: profile.handle,
		bio: profile.bio ?? '',
		about_me: profile.about_me ?? '',
		date_of_birth: profile.date_of_birth ?? '',
		gender: profile.gender ?? '',
		location: profile.location ?? '',
		job: profile.job ?? '',
		website: profile.website ?? '',
		tags: profile.tags ?? [],
	};
}

export const EMPTY: Draft = {
	first_name: '',
	last_name: '',
	nickname: '',
	handle: '',
	bio: '',
	about_me: '',
	date_of_birth: '',
	gender: '',
	location: '',
	job: '',
	website: '',
	tags: [],
};

/** What of `typed` differs from `before`, as it is stored. */
export function changesOf(before: Draft, typed: Draft): Partial<Draft> {
	const [then, now] = [tidy(before), tidy(typed)];
	const changed = (Object.keys(now) as (keyof Draft)[]).filter((key) => !same(then[key], now[key]));
	return Object.fromEntries(changed.map((key) => [key, now[key]]));
}

/** Of what was `kept` by field, what fits the form. */
export function fitting(kept: Record<string, unknown>): Partial<Draft> {
	const isText = (value: unknown) => typeof value === 'string';
	const fits = (field: string, value: unknown) => {
		if (field === 'tags') return Array.isArray(value) && value.every(isText);
		if (field === 'gender') return ['', ...GENDERS].some((gender) => gender === value);
		return field in EMPTY && isText(value);
	};
	return Object.fromEntries(Object.entries(kept).filter(([field, value]) => fits(field, value)));
}

/** What is wrong with the form before anything is sent, by field. */
export function mistakesIn(typed: Draft): Map<string, string> {
	const draft = tidy(typed);
	const mistakes = new Map<string, string>();
	for (const field of ['first_name', 'last_name', 'handle', 'date_of_birth', 'gender'] as const) {
		if (!draft[field]) mistakes.set(field, words.required);
	}
	if (draft.handle && !/^(?=.*[a-z])[a-z0-9_]{3,30}$/i.test(draft.handle)) {
		mistakes.set('handle', words.handleRule);
	}
	if (draft.website && !websiteAddress(draft.website)) mistakes.set('website', words.websiteRule);
	for (const [field, longest] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][]) {
		if (characters(draft[field]) > longest) mistakes.set(field, words.tooLong(longest));
	}
	return mistakes;
}

/** The address of a website, when it is one that a link may lead to. */
export function websiteAddress(text: string): URL | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}

/** As it is stored: no space around it, no `@` before the handle, a scheme before the website. */
function tidy(typed: Draft): Draft {
	const website = typed.website.trim();
	return {
		...typed,
		first_name: typed.first_name.trim(),
		last_name: typed.last_name.trim(),
		nickname: typed.nickname.trim(),
		handle: typed.handle.trim().replace(/^@/, ''),
		bio: typed.bio.trim(),
		about_me: typed.about_me.trim(),
		location: typed.location.trim(),
		job: typed.job.trim(),
		website: website && !/^[a-z][a-z0-9+.-]*:/i.test(website) ? `https://${website}` : website,
	};
}

function same(before: Draft[keyof Draft], now: Draft[keyof Draft]): boolean {
	return before === now || JSON.stringify(before) === JSON.stringify(now);
}
