/** How long is drawn between two frames, in milliseconds: on a slow phone one part, which takes longer than that. */
const SPAN = 4;

const waiting = new Set<() => void>();
let isUnderWay = false;
let since = 0;

/**
 * Draws `part` in a task of its own, after those that wait already. What is drawn has to be laid out and painted, too,
 * and is by the browser all at once: few parts come between two frames. What is returned gives it up.
 */
export function inTurn(part: () => void): () => void {
	waiting.add(part);
	if (!isUnderWay) {
		isUnderWay = true;
		since = performance.now();
		setTimeout(next);
	}
	return () => waiting.delete(part);
}

function next(): void {
	// A page that is out of sight has no frames.
	if (document.hidden || performance.now() - since < SPAN) {
		draw();
		return;
	}
	requestAnimationFrame(() => {
		setTimeout(() => {
			since = performance.now();
			draw();
		});
	});
}

function draw(): void {
	const [part] = waiting;
	isUnderWay = part !== undefined;
	if (!part) return;
	waiting.delete(part);
	setTimeout(next);
	part();
}
