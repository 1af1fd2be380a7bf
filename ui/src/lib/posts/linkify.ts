/** A piece of what someone wrote: words, or an address that can be followed. */
export type Piece =
	{ kind: 'text'; text: string } | { kind: 'link'; text: string; href: string; outside: boolean };

const ADDRESS = /https?:\/\/[^\s<>"'`“”‘’«»]+/giu;
/** What ends a sentence, not an address. */
const TRAILING = '.,;:!?…*_~';
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

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
	const unopened = new Map(
		Object.entries(OPENING).map(([close, open]) => [close, count(address, close) - count(address, open)]),
	);
	let end = address.length;
	for (; end > 0; end -= 1) {
		const last = address.charAt(end - 1);
		const left = unopened.get(last) ?? 0;
		if (left > 0) unopened.set(last, left - 1);
		else if (!TRAILING.includes(last)) break;
	}
	return address.slice(0, end);
}

function count(text: string, character: string): number {
	return text.split(character).length - 1;
}
