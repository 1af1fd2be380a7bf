import { characters } from '$lib/ui/field/characters';
import { words } from '$lib/words/profiles';

/** The most interests one can have. */
export const MOST_TAGS = 20;
/** The longest interest, in characters. */
export const LONGEST_TAG = 40;

export interface TagsAfter {
	tags: readonly string[];
	/** What happened, to be read out; what was wrong when nothing was added. */
	said: string;
	/** Whether what was typed could not be taken. */
	refused: boolean;
}

/** Adds what was typed or pasted; commas and line breaks separate several. */
export function addTags(tags: readonly string[], typed: string): TagsAfter {
	const said: string[] = [];
	let refused = false;
	let after = tags;
	for (const tag of typed.split(/[,\n]/u).map(tidyTag).filter(Boolean)) {
		const complaint = whyNot(after, tag);
		if (complaint) refused = true;
		else after = [...after, tag];
		said.push(complaint ?? words.tagAdded(tag));
	}
	return { tags: after, said: said.join(' '), refused };
}

/** Without a `#` in front, and with single spaces. */
function tidyTag(text: string): string {
	return text.trim().replace(/^#+/u, '').replace(/\s+/gu, ' ').trim();
}

function whyNot(tags: readonly string[], tag: string): string | undefined {
	if (characters(tag) > LONGEST_TAG) return words.tagTooLong(LONGEST_TAG);
	const key = tag.toLowerCase();
	if (tags.some((other) => other.toLowerCase() === key)) return words.tagTwice(tag);
	return tags.length >= MOST_TAGS ? words.tagsFull(MOST_TAGS) : undefined;
}
