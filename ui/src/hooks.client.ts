import type { HandleClientError } from '@sveltejs/kit';
import { Problem } from '$lib/api/problem';

/** What a page that failed to load may say: the words are the page's, this only tells the kinds apart. */
export const handleError: HandleClientError = ({ error, message }) => {
	const unreachable = (error instanceof Problem && error.isNetwork) || isLostModule(error);
	return { message, unreachable };
};

/** A part of the application that could not be fetched, for lack of a network. */
function isLostModule(error: unknown): boolean {
	return error instanceof TypeError && /import|fetch|load/i.test(error.message) && !navigator.onLine;
}
