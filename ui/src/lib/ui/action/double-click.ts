const CONTROLS = 'button, a[href], summary';

const controlAt = ({ target }: MouseEvent) => (target instanceof Element ? target.closest(CONTROLS) : null);

/**
 * Makes a listener, for clicks before anything else hears of them, that stops the second click of a double click where
 * it meets another control than the first one did: what stands there now took the place of what was meant.
 */
export function oneControlAtATime(): (event: MouseEvent) => void {
	let first: Element | null = null;
	return (event) => {
		const control = controlAt(event);
		if (event.detail < 2) {
			first = control;
			return;
		}
		if (!control || control === first) return;
		event.preventDefault();
		event.stopImmediatePropagation();
	};
}
