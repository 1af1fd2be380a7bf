/**
 * Takes away what the document has painted before the application was there. Each frame of a page does so once it is
 * drawn in its place.
 */
export function takeFirstFrame(): void {
	document.getElementById('first-frame')?.remove();
}
