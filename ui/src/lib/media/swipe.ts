/** How far a finger must go, in CSS pixels, to mean the next picture. */
const FAR = 56;

/** What a finger did on its way by `dx` and `dy` CSS pixels: turned a page, or pushed the picture away. */
export function swipe(dx: number, dy: number): 'next' | 'previous' | 'close' | 'nothing' {
	if (Math.abs(dx) >= FAR && Math.abs(dx) > 1.4 * Math.abs(dy)) return dx < 0 ? 'next' : 'previous';
	if (dy >= 2 * FAR && dy > 1.4 * Math.abs(dx)) return 'close';
	return 'nothing';
}
