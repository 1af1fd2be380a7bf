declare module '*.svg?glyph' {
	/** The shapes inside a 24×24 line icon; draw them with `Icon`. */
	const glyph: string;
	export default glyph;
}
