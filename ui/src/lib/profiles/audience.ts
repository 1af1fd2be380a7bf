import globe from 'lucide-static/icons/globe.svg?glyph';
import lock from 'lucide-static/icons/lock.svg?glyph';
import userCheck from 'lucide-static/icons/user-check.svg?glyph';
import users from 'lucide-static/icons/users.svg?glyph';
import type { Audience, Privacy, PrivateField } from './types';

/** From the widest to the narrowest. */
export const AUDIENCES = [
	'everyone',
	'followers',
	'friends',
	'only_me',
] as const satisfies readonly Audience[];

export const AUDIENCE_GLYPH: Readonly<Record<Audience, string>> = {
	everyone: globe,
	followers: userCheck,
	friends: users,
	only_me: lock,
};

/** Who really sees what `chosen` is open to: on a private profile, “everyone” ends at the followers. */
export function reach(chosen: Audience, isPrivate: boolean): Audience {
	return isPrivate && chosen === 'everyone' ? 'followers' : chosen;
}

/** Who sees one detail of one's own profile; details without a choice of their own go with the profile. */
export function audienceOf(field: PrivateField | undefined, privacy: Privacy): Audience {
	return reach(field ? privacy.fields[field] : 'everyone', privacy.is_private);
}
