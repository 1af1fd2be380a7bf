type Thing = 'picture' | 'video';

const minutes = (count: number) => (count === 1 ? '1 minute' : `${count} minutes`);

/** What pictures and videos, their uploads and the lightbox say. */
export const words = {
	open: (place: number, count: number, thing: Thing = 'picture') =>
		count === 1 ? `Open ${thing}` : `Open ${thing} ${place} of ${count}`,
	more: (count: number) => `+${count}`,
	moreSpoken: (count: number) => `and ${count} more`,
	alt: 'ALT',
	pause: 'Pause the GIF',
	play: 'Play the GIF',
	viewer: 'Pictures and videos',
	previous: 'Previous',
	next: 'Next',
	place: (place: number, count: number) => `${place} of ${count}`,
	noDescription: 'This picture has no description.',
	notLoaded: 'This picture couldn’t be loaded.',
	warning: 'Content warning',
	uncover: 'Show',
	cover: 'Cover again',
	uncoverAll: 'Always show during this visit',
	covered: (place: number, warning: string, thing: Thing = 'picture') =>
		`${thing === 'video' ? 'Video' : 'Picture'} ${place}, covered: ${warning}`,
	wallLoading: 'Loading pictures and videos',
	wallFailed: 'The pictures and videos couldn’t be loaded.',
	moreWallFailed: 'More of them couldn’t be loaded.',
	withoutDescription: (place: number, thing: Thing) =>
		`${thing === 'video' ? 'Video' : 'Photo'} ${place}, without a description`,
	moving: 'GIF',
	video: (place: number, count: number) => (count === 1 ? 'Video' : `Video ${place} of ${count}`),
	playVideo: (name: string) => `Play: ${name}`,
	lasts: 'Lasts ',
	preparing: 'Preparing the video',
	noVideoDescription: 'This video has no description.',
	videoFailures: {
		corrupt_video: 'This video is damaged and can’t be played.',
		too_long: 'This video is too long.',
		too_heavy: 'This video is too much for the server. A smaller one may work.',
		lost: 'This video couldn’t be prepared. Please add it again.',
	},
	noVideos: 'Videos can’t be added here at the moment. Pictures can.',
	tooLong: (name: string, most: string) => `“${name}” is too long. Videos can last ${most}.`,
	length: (seconds: number) =>
		seconds % 60 === 0 ? minutes(seconds / 60) : `${Math.floor(seconds)} seconds`,
	wrongType: (name: string) =>
		`“${name}” is neither a picture (JPEG, PNG, GIF, WebP) nor a video (MP4, WebM, MOV).`,
	tooLarge: (name: string, megabytes: number) => `“${name}” is larger than ${megabytes} MB.`,
	empty: (name: string) => `“${name}” is empty.`,
	tooMany: (most: number) => `A post holds up to ${most} pictures and videos. The rest were left out.`,
	gone: 'This is no longer there. Remove it and add it again.',
};
