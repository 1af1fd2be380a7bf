import { isRecord } from '$lib/api/record';
import type { components } from '$lib/api/schema';

/** An uploaded picture: what it is, and where its renditions are. */
export type Media = components['schemas']['Media'];

/** The most characters of its description. */
export const ALT_TEXT_MAX = 1_500;

/** Whether something that was kept in the browser is an uploaded picture. */
export function isMedia(value: unknown): value is Media {
	return isRecord(value) && typeof value['id'] === 'string' && isRecord(value['variants']);
}

/** The longer side, in pixels, that each rendition has at most. */
const LONGEST = { small: 640, medium: 1024, large: 2048 } as const;

/** The renditions of a picture for `srcset`, each once, with the width it really has. */
export function srcset(media: Media): string | undefined {
	const byWidth = new Map<number, string>();
	for (const [name, longest] of Object.entries(LONGEST)) {
		const url = variant(media, name);
		const width = widthWithin(media, longest);
		if (url && !byWidth.has(width)) byWidth.set(width, url);
	}
	if (byWidth.size === 0) return undefined;
	return [...byWidth].map(([width, url]) => `${url} ${width}w`).join(', ');
}

/** The address of one rendition, when the picture has it. */
export function variant(media: Media, name: string): string | undefined {
	return (media.variants as Readonly<Record<string, string | null | undefined>>)[name] ?? undefined;
}

/** For where one rendition must do: the medium one, or what there is. */
export function still(media: Media): string | undefined {
	return ['medium', 'small', 'large', 'thumb'].map((name) => variant(media, name)).find(Boolean);
}

/** The moving rendition of a GIF, once it is made. */
export function moving(media: Media): string | undefined {
	return media.kind === 'gif' ? variant(media, 'animated') : undefined;
}

function widthWithin(media: Media, longest: number): number {
	const scale = Math.min(1, longest / Math.max(media.width, media.height, 1));
	return Math.max(1, Math.round(media.width * scale));
}
