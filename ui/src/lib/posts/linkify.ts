/** A piece of what someone wrote: words, or an address that can be followed. */
export type Piece =
	{ kind: 'text'; text: string } | { kind: 'link'; text: string; href: string; outside: boolean };

const ADDRESS = /https?:\/\/[^\s<>"'`“”‘’«»]+/giu;
/** What ends a sentence, not an address. */
const TRAILING = /[.,;:!?…*_~]+$/u;
const PAIRS: readonly (readonly [string, string])[] = [
	['(', ')'],
	['[', ']'],
	['{', '}'],
];

/**
 * Cuts plain text into words and links. Only http and https become links, shown as they were written; an address that
 * carries a name or password (`https://kith.example@evil.example`) stays text, because it is made to mislead.
 * `origin` is this site's own.
 */
export function linkify(text: string, origin: string): readonly Piece[] {
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of text.matchAll(ADDRESS)) {
		const written = trimmed(match[0]);
		const url = URL.canParse(written) ? new URL(written) : undefined;
		if (!url || !url.hostname || url.username || url.password) continue;
		if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
		end = match.index + written.length;
		pieces.push({ kind: 'link', text: written, href: url.href, outside: url.origin !== origin });
	}
	if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
	return pieces;
}

/** Takes off what belongs to the sentence around an address: full stops, and brackets that were opened before it. */
function trimmed(address: string): string {
	let left = address;
	for (;;) {
		const shorter = withoutBracket(left.replace(TRAILING, ''));
		if (shorter === left) return left;
		left = shorter;
	}
}

function withoutBracket(address: string): string {
	const pair = PAIRS.find(([, closing]) => address.endsWith(closing));
	if (!pair) return address;
	const [opening, closing] = pair;
	return count(address, closing) > count(address, opening) ? address.slice(0, -1) : address;
}

function count(text: string, character: string): number {
	return text.split(character).length - 1;
}
