import globe from 'lucide-static/icons/globe.svg?glyph';
import link from 'lucide-static/icons/link.svg?glyph';
import lock from 'lucide-static/icons/lock.svg?glyph';
import star from 'lucide-static/icons/star.svg?glyph';
import userCheck from 'lucide-static/icons/user-check.svg?glyph';
import users from 'lucide-static/icons/users.svg?glyph';
import usersRound from 'lucide-static/icons/users-round.svg?glyph';
import { words } from '$lib/words/posts';
import type { Audience, Group, OwnAudience } from './post';

/** How one audience is shown. */
export interface AudienceChoice {
	value: Audience;
	label: string;
	/** The same where the group is named beside it. */
	short: string;
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
	group: usersRound,
};
const ORDER = Object.keys(GLYPHS).filter((value) => value !== 'group') as readonly OwnAudience[];

/** An audience as it is shown; `group` is the one in which the post is, as far as the reader knows. */
export function audienceChoice(value: Audience, group?: Group | null): AudienceChoice {
	const { label, detail } = words.audiences[value];
	const choice = { value, glyph: GLYPHS[value], label, short: label, detail };
	if (value !== 'group' || !group) return choice;
	return { ...choice, label: words.membersOf(group.title), short: words.members };
}

/** All that one chooses from, widest first: a group is chosen as the place of a post. */
export const AUDIENCES: readonly AudienceChoice[] = ORDER.map((value) => audienceChoice(value));

export function isAudience(value: unknown): value is OwnAudience {
	return ORDER.some((audience) => audience === value);
}

/** Where the audience that the next post starts with is kept. */
export interface AudienceHabit {
	readonly defaultAudience: Audience;
	choseAudience(audience: Audience): void;
}
