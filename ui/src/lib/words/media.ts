/** What pictures, their uploads and the lightbox say. */
export const words = {
	open: (place: number, count: number) =>
		count === 1 ? 'Open picture' : `Open picture ${place} of ${count}`,
	more: (count: number) => `+${count}`,
	moreSpoken: (count: number) => `and ${count} more`,
	alt: 'ALT',
	pause: 'Pause the GIF',
	play: 'Play the GIF',
	viewer: 'Pictures',
	previous: 'Previous picture',
	next: 'Next picture',
	place: (place: number, count: number) => `${place} of ${count}`,
	noDescription: 'This picture has no description.',
	notLoaded: 'This picture couldn’t be loaded.',
	wrongType: (name: string) => `“${name}” isn’t a JPEG, PNG, GIF or WebP picture.`,
	tooLarge: (name: string, megabytes: number) => `“${name}” is larger than ${megabytes} MB.`,
	empty: (name: string) => `“${name}” is empty.`,
	tooMany: (most: number) => `A post holds up to ${most} pictures. The rest were left out.`,
	gone: 'This picture is no longer there. Remove it and add it again.',
};
