import { plusDays, plusMonths, weekOf, type Day } from './days';

/** The day to which a key goes from another one, as in the grid pattern of WAI-ARIA; undefined when the key means nothing here. */
export function dayByKey(key: string, from: Day, firstWeekday: number): Day | undefined {
	switch (key) {
		case 'ArrowRight':
			return plusDays(from, 1);
		case 'ArrowLeft':
			return plusDays(from, -1);
		case 'ArrowDown':
			return plusDays(from, 7);
		case 'ArrowUp':
			return plusDays(from, -7);
		case 'Home':
			return weekOf(from, firstWeekday);
		case 'End':
			return plusDays(weekOf(from, firstWeekday), 6);
		case 'PageUp':
			return plusMonths(from, -1);
		case 'PageDown':
			return plusMonths(from, 1);
		default:
			return undefined;
	}
}
