/**
 * Whether the page that the browser came with is still being drawn. It is drawn part by part, so that a slow phone
 * can answer to its user in between. What one does on it, and every page one goes to from there, comes whole: it is
 * less, and the place in a page that was read before is found again at once.
 */
export class Arrival {
	// A page that is loaded again is scrolled to where it was, and has to be there for that.
	#isOn = opened() === 'navigate';

	get isOn(): boolean {
		return this.#isOn;
	}

	end(): void {
		this.#isOn = false;
	}
}

function opened(): string | undefined {
	const [entry] = performance.getEntriesByType?.('navigation') ?? [];
	return (entry as PerformanceNavigationTiming | undefined)?.type;
}

export const arrival = new Arrival();
