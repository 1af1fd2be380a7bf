/** The letters that stand for a person without a picture: the first of the first and of the last name. */
export function initials(name: string): string {
	const parts = name.trim().split(/\s+/u).filter(Boolean);
	const [first, last] = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
	return [first, last]
		.map((part) => (part ? firstLetter(part) : ''))
		.join('')
		.toLocaleUpperCase();
}

/** A letter that stands for itself, unless something follows that joins it. */
const PLAIN = /^\p{L}(?![\p{M}\p{Cf}\u0e33\u0eb3\u1160-\u11ff])/u;

function firstLetter(word: string): string {
	const plain = PLAIN.exec(word)?.[0];
	if (plain) return plain;
	// It knows every script, and takes long to make.
	const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	for (const { segment } of segmenter.segment(word)) return segment;
	return '';
}

/** How many colours people without a picture can have. */
export const HUES = [25, 60, 95, 140, 175, 235, 280, 340] as const;

/** A steady hue, in degrees, for a person: the same id always gives the same. */
export function hueOf(id: string): number {
	// FNV-1a: short, and spreads ids that differ in one character.
	let hash = 0x811c9dc5;
	for (const character of id) {
		hash ^= character.codePointAt(0) ?? 0;
		hash = Math.imul(hash, 0x01000193);
	}
	return HUES[(hash >>> 0) % HUES.length] ?? HUES[0];
}
