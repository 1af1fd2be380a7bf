import { words } from '$lib/words/media';
import { isVideo, videoRefusal } from './video-file';

/** What a file picker offers. */
export const PICTURE_TYPES = 'image/jpeg,image/png,image/gif,image/webp';

/** The largest picture the server takes, in bytes, unless it is set up otherwise: then it says so itself. */
export const LARGEST = 20 * 1024 * 1024;

/**
 * Why `file` would be refused, in words, before it is sent; undefined when it looks fine. The content decides, as on
 * the server: what a file is called does not matter.
 */
export async function refusal(file: File): Promise<string | undefined> {
	if (file.size === 0) return words.empty(file.name);
	const start = new Uint8Array(await file.slice(0, 12).arrayBuffer());
	if (isVideo(start)) return videoRefusal(file);
	if (file.size > LARGEST) return words.tooLarge(file.name, LARGEST / 1024 / 1024);
	return isPicture(start) ? undefined : words.wrongType(file.name);
}

function isPicture(start: Uint8Array): boolean {
	const text = String.fromCharCode(...start);
	return (
		text.startsWith('\xff\xd8\xff') ||
		text.startsWith('\x89PNG\r\n\x1a\n') ||
		text.startsWith('GIF87a') ||
		text.startsWith('GIF89a') ||
		(text.startsWith('RIFF') && text.slice(8) === 'WEBP')
	);
}
