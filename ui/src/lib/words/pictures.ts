/** What choosing and cropping a picture says. */
export const words = {
	choose: 'Choose a picture',
	change: 'Change',
	remove: 'Remove',
	orDrop: 'Or drop one here. JPEG, PNG, GIF or WebP.',
	dropHere: 'Drop the picture here',
	cropTitle: 'Choose what shows',
	stage: 'Part of the picture that shows',
	stageHint: 'Drag, or use the arrow keys to move and + and − to zoom.',
	zoom: 'Zoom',
	zoomIn: 'Zoom in',
	zoomOut: 'Zoom out',
	use: 'Use picture',
	uploading: 'Uploading the picture',
	partMissing: 'Kith can’t be reached. Check your connection and choose the picture again.',
	faults: {
		not_a_picture: 'Kith can’t read this file. Choose a JPEG, PNG, GIF or WebP picture.',
		too_large: 'This picture is too large. Choose a smaller one.',
	},
};
