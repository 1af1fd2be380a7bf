/** Length of a text as people count it: code points, so that one emoji is not two characters. */
export function characters(text: string): number {
	return Array.from(text).length;
}
