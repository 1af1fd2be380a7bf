import { error } from '@sveltejs/kit';

/** An address that leads nowhere is told inside the frame, where the way on is. */
export function load() {
	error(404);
}
