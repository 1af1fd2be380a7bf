import atSign from 'lucide-static/icons/at-sign.svg?glyph';
import messageCircle from 'lucide-static/icons/message-circle.svg?glyph';
import messageCircleOff from 'lucide-static/icons/message-circle-off.svg?glyph';
import userCheck from 'lucide-static/icons/user-check.svg?glyph';
import users from 'lucide-static/icons/users.svg?glyph';
import { words } from '$lib/words/audience';
import { COMMENT_POLICIES, type CommentPolicy } from './post';

/** How one choice of who may comment is shown. */
export interface PolicyChoice {
	value: CommentPolicy;
	label: string;
	detail: string;
	/** The same in a sentence of its own. */
	short: string;
	glyph: string;
}

const GLYPHS: Record<CommentPolicy, string> = {
	everyone: messageCircle,
	followers: userCheck,
	friends: users,
	mentioned: atSign,
	nobody: messageCircleOff,
};

export function policyChoice(value: CommentPolicy): PolicyChoice {
	return { value, glyph: GLYPHS[value], ...words.policies[value] };
}

/** All there are, widest first. */
export const POLICIES: readonly PolicyChoice[] = COMMENT_POLICIES.map(policyChoice);
