import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';
import { words } from '$lib/words/media';

/** What a file picker offers besides pictures. */
export const VIDEO_TYPES = 'video/mp4,video/webm,video/quicktime';

type Limits = components['schemas']['SiteVideos'];

let asked: Promise<Limits | null | undefined> | undefined;

/** What videos may be; null where the server takes none, undefined when it could not be asked. */
async function limits(): Promise<Limits | null | undefined> {
	asked ??= call(api.GET('/site')).then((site) => site.videos ?? null);
	try {
		return await asked;
	} catch (reason) {
		asked = undefined;
		if (!(reason instanceof Problem)) throw reason;
		return undefined;
	}
}

/** Whether a file that begins like this is a video of a kind that is taken, whatever it is called. */
export function isVideo(start: Uint8Array): boolean {
	const text = String.fromCharCode(...start);
	if (text.startsWith('\x1a\x45\xdf\xa3')) return true;
	const box = text.slice(4, 8);
	if (box === 'ftyp') return !/^(avi[fs]|hei[cxms]|mif1|msf1)$/.test(text.slice(8, 12));
	return ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].includes(box);
}

/** Why a video would be refused, in words, before it is sent; undefined when it looks fine. */
export async function videoRefusal(file: File): Promise<string | undefined> {
	const allowed = await limits();
	if (allowed === null) return words.noVideos;
	if (!allowed) return undefined;
	if (file.size > allowed.max_bytes)
		return words.tooLarge(file.name, Math.floor(allowed.max_bytes / 1024 / 1024));
	const length = await lengthOf(file);
	if (length !== undefined && length > allowed.max_duration + 0.5)
		return words.tooLong(file.name, words.length(allowed.max_duration));
	return undefined;
}

/** How long a video plays, in seconds, if this browser can tell. */
function lengthOf(file: File): Promise<number | undefined> {
	return new Promise((resolve) => {
		const video = document.createElement('video');
		const address = URL.createObjectURL(file);
		const tell = () => {
			resolve(Number.isFinite(video.duration) ? video.duration : undefined);
			video.removeAttribute('src');
			URL.revokeObjectURL(address);
		};
		video.addEventListener('loadedmetadata', tell, { once: true });
		video.addEventListener('error', tell, { once: true });
		video.preload = 'metadata';
		video.src = address;
	});
}
