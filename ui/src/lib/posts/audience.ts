import globe from 'lucide-static/icons/globe.svg?glyph';
import link from 'lucide-static/icons/link.svg?glyph';
import lock from 'lucide-static/icons/lock.svg?glyph';
import star from 'lucide-static/icons/star.svg?glyph';
import userCheck from 'lucide-static/icons/user-check.svg?glyph';
import users from 'lucide-static/icons/users.svg?glyph';
import { words } from '$lib/words/posts';
import type { Audience } from './post';

/** How one audience is shown. */
export interface AudienceChoice {
	value: Audience;
	label: string;
	detail: string;
	glyph: string;
}

const GLYPHS: Record<Audience, string> = {
	public: globe,
	followers: userCheck,
	friends: users,
	selected: star,
	unlisted: link,
	only_me: lock,
};
const ORDER = Object.keys(GLYPHS) as readonly Audience[];

export function audienceChoice(value: Audience): AudienceChoice {
	return { value, glyph: GLYPHS[value], ...words.audiences[value] };
}

/** All there are, widest first. */
export const AUDIENCES: readonly AudienceChoice[] = ORDER.map(audienceChoice);

export function isAudience(value: unknown): value is Audience {
	return ORDER.some((audience) => audience === value);
}

/** Where the audience that the next post starts with is kept. */
export interface AudienceHabit {
	readonly defaultAudience: Audience;
	choseAudience(audience: Audience): void;
}
