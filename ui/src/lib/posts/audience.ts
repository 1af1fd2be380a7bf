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
const REMEMBERED = 'kith:audience';

export function audienceChoice(value: Audience): AudienceChoice {
	return { value, glyph: GLYPHS[value], ...words.audiences[value] };
}

/** Those that can be chosen, widest first. */
export const AUDIENCES: readonly AudienceChoice[] = ORDER.filter((audience) => audience !== 'selected').map(
	audienceChoice,
);

export function isAudience(value: unknown): value is Audience {
	return ORDER.some((audience) => audience === value);
}

/** Whom the last post in this browser was for. */
export function rememberedAudience(): Audience {
	try {
		const stored = localStorage.getItem(REMEMBERED);
		return isAudience(stored) ? stored : 'public';
	} catch {
		return 'public';
	}
}

export function rememberAudience(audience: Audience): void {
	try {
		localStorage.setItem(REMEMBERED, audience);
	} catch {
		// A browser that keeps nothing asks anew each time.
	}
}
