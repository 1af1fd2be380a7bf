/** What is attached to a post. */
type Thing = 'picture' | 'video';

/** What the place says where posts are written and changed. */
export const words = {
	saving: 'Saving…',
	editPost: 'Edit post',
	placeholder: 'What would you tell your people?',
	text: 'Text of the post',
	title: 'Title',
	addTitle: 'Add a title',
	removeTitle: 'Remove the title',
	warning: 'Content warning',
	warningHint: 'Text, pictures and videos stay covered until people choose to see them.',
	warningPlaceholder: 'What should people know first?',
	addWarning: 'Add a content warning',
	removeWarning: 'Remove the content warning',
	addPictures: 'Add pictures or videos',
	dropHere: 'Drop pictures or videos to add them',
	publish: 'Post',
	publishing: 'Posting…',
	keepTitle: 'Keep this draft?',
	keepBody: 'It stays on this device until you come back to it.',
	keep: 'Keep draft',
	discard: 'Discard',
	discardTitle: 'Discard your changes?',
	discardBody: 'The post stays as it was.',
	keepEditing: 'Keep editing',
	picture: (place: number, name: string, thing: Thing) =>
		`${thing === 'video' ? 'Video' : 'Picture'} ${place}: ${name || thing}`,
	watch: (place: number) => `Play video ${place}`,
	stopWatching: (place: number) => `Pause video ${place}`,
	removePicture: (place: number, thing: Thing) => `Remove ${thing} ${place}`,
	cancelUpload: (place: number, thing: Thing) => `Cancel the upload of ${thing} ${place}`,
	moveEarlier: (place: number, thing: Thing) => `Move ${thing} ${place} earlier`,
	moveLater: (place: number, thing: Thing) => `Move ${thing} ${place} later`,
	moved: (place: number, count: number) => `Now ${place} of ${count}.`,
	uploading: (place: number, thing: Thing) => `Uploading ${thing} ${place}`,
	addDescription: 'Add description',
	editDescription: 'Edit description',
	description: 'Description',
	describe: (place: number, thing: Thing) => `Describe ${thing} ${place}`,
	describeHint: 'For people who can’t see it: what matters in it?',
	done: 'Done',
	nudge: (count: number) =>
		count === 1
			? 'One picture or video has no description yet.'
			: `${count} pictures or videos have no description yet.`,
};
