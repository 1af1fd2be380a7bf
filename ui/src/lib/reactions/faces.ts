import type { ReactionKind } from './reactions';

const skin = (inside: string) => `<circle cx="12" cy="12" r="11" fill="#f8c84e" stroke="none"/>${inside}`;
const LINE = 'stroke="#573a08" stroke-width="1.5"';
const DARK = 'fill="#573a08" stroke="none"';

/** The shapes of each face, for `Icon`. Their colours are their own, in either theme. */
export const FACES: Record<ReactionKind, string> = {
	like:
		'<circle cx="12" cy="12" r="11" fill="#14806e" stroke="none"/>' +
		'<path fill="#fff" stroke="none" d="M5.6 11.2h2.6v6.6H5.6zM9.3 11.4l2.9-5.7c1.4 0 2.1 1 1.8 2.2l-.6 2.3h3.7c1.2 0 1.9 1 1.6 2.1l-1.1 4.1c-.3.9-1 1.4-1.9 1.4h-4.9c-.8 0-1.5-.6-1.5-1.5z"/>',
	love:
		'<circle cx="12" cy="12" r="11" fill="#d63f5c" stroke="none"/>' +
		'<path fill="#fff" stroke="none" d="m12 18-5.3-5.3a3.3 3.3 0 0 1 4.6-4.6l.7.7.7-.7a3.3 3.3 0 0 1 4.6 4.6z"/>',
	care: skin(
		`<path ${LINE} d="M6.6 9.2q1.5-1.7 3 0M14.4 9.2q1.5-1.7 3 0M9.8 12q2.2 1.4 4.4 0"/>` +
			'<path fill="#d63f5c" stroke="#f8c84e" stroke-width="1" d="m12 22.6-4.6-4.5a3 3 0 0 1 4.2-4.3l.4.4.4-.4a3 3 0 0 1 4.2 4.3z"/>',
	),
	haha: skin(
		`<path ${LINE} d="m6.4 7.6 3 1.7-3 1.7M17.6 7.6l-3 1.7 3 1.7"/>` +
			`<path ${DARK} d="M6.4 13.1h11.2a5.6 5.6 0 0 1-11.2 0z"/>` +
			'<path fill="#e4677d" stroke="none" d="M8.5 17.4a4 4 0 0 1 7 0 5.6 5.6 0 0 1-7 0z"/>',
	),
	wow: skin(
		`<path ${LINE} d="M6.4 6.3q1.6-1.4 3.4-.7M17.6 6.3q-1.6-1.4-3.4-.7"/>` +
			`<path ${DARK} d="M8.4 7.9a1.4 1.9 0 1 1 0 3.8 1.4 1.9 0 1 1 0-3.8zM15.6 7.9a1.4 1.9 0 1 1 0 3.8 1.4 1.9 0 1 1 0-3.8zM12 13.4a2.5 3 0 1 1 0 6 2.5 3 0 1 1 0-6z"/>`,
	),
	sad: skin(
		`<path ${LINE} d="M6.4 8.3q1.9-.2 3-1.7M17.6 8.3q-1.9-.2-3-1.7M8.6 17.6q3.4-2.8 6.8 0"/>` +
			`<circle cx="8.6" cy="11.2" r="1.3" ${DARK}/><circle cx="15.4" cy="11.2" r="1.3" ${DARK}/>` +
			'<path fill="#3f97dc" stroke="none" d="M17.6 13c1.3 1.7 1.9 2.7 1.9 3.6a1.9 1.9 0 0 1-3.8 0c0-.9.6-1.9 1.9-3.6z"/>',
	),
	angry:
		'<circle cx="12" cy="12" r="11" fill="#e8713f" stroke="none"/>' +
		'<path stroke="#4d1505" stroke-width="1.6" d="m6.2 8 3.9 2M17.8 8l-3.9 2M8.6 17.4q3.4-2.6 6.8 0"/>' +
		'<circle cx="8.7" cy="11.9" r="1.3" fill="#4d1505" stroke="none"/><circle cx="15.3" cy="11.9" r="1.3" fill="#4d1505" stroke="none"/>',
};
