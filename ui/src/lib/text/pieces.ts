/** A piece of what someone wrote: words, an address that can be followed, or what may be the name of somebody or a tag. */
export type Piece =
	| { kind: 'text'; text: string }
	| { kind: 'link'; text: string; href: string; outside: boolean }
	| { kind: 'mention'; text: string; handle: string }
	| { kind: 'tag'; text: string; tag: string };

/** What an address is made of, and what a sign stands in front of: the rule is that of `core/src/tags/written.rs`. */
const ADDRESS = String.raw`https?:\/\/[^\s<>"'` + '`' + String.raw`“”‘’«»]+`;
const WORD = String.raw`\p{Alphabetic}\p{M}\p{N}_`;
const COUNTS = String.raw`(?<![${WORD}@#\/&+=%$\\])`;
const HANDLE = String.raw`@([a-z0-9_]{3,30})(?![${WORD}@])`;
const TAG = String.raw`#((?!\p{M})[${WORD}]{1,64})(?![${WORD}])`;
const NAMES = new RegExp(`${ADDRESS}|${COUNTS}(?:${HANDLE}|${TAG})`, 'giu');
/** What ends a sentence, not an address. */
const TRAILING = '.,;:!?…*_~';
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Cuts plain text into words, links and names. Only http and https become links, shown as they were written; an address
 * that carries a name or password (`https://kith.example@evil.example`) stays text, because it is made to mislead.
 * `origin` is this site's own.
 */
export function pieces(text: string, origin: string): readonly Piece[] {
	const found: Piece[] = [];
	let end = 0;
	for (const match of text.matchAll(NAMES)) {
		const piece = pieceOf(match, origin);
		if (!piece) continue;
		if (match.index > end) found.push({ kind: 'text', text: text.slice(end, match.index) });
		end = match.index + piece.text.length;
		found.push(piece);
	}
	if (end < text.length) found.push({ kind: 'text', text: text.slice(end) });
	return found;
}

function pieceOf([text, handle, tag]: RegExpMatchArray, origin: string): Piece | undefined {
	if (handle)
		return /[a-z]/i.test(handle) ? { kind: 'mention', text, handle: handle.toLowerCase() } : undefined;
	if (tag) return /\p{Alphabetic}/u.test(tag) ? { kind: 'tag', text, tag } : undefined;
	const written = trimmed(text);
	const url = address(written);
	return url && { kind: 'link', text: written, href: url.href, outside: url.origin !== origin };
}

/** The address that `written` is, if it is one that may be followed. */
export function address(written: string): URL | undefined {
	const url = URL.canParse(written) ? new URL(written) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return undefined;
	return url.username || url.password ? undefined : url;
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
