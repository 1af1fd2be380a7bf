/** What stands in a field, and what of it is selected. */
export interface Selected {
	value: string;
	start: number;
	end: number;
}

/** What to put in the place of `from` to `to`, and what is selected then. */
export interface Replacement extends Omit<Selected, 'value'> {
	from: number;
	to: number;
	text: string;
}

/** Puts `sign` around what is selected, or takes it away where it stands; with nothing selected, the caret goes between two. */
export function toggled({ value, start, end }: Selected, sign: '**' | '*'): Replacement {
	const { length } = sign;
	const inside = value.slice(start, end);
	if (isAround(value, start, end, sign)) {
		return {
			from: start - length,
			to: end + length,
			text: inside,
			start: start - length,
			end: end - length,
		};
	}
	// The sign belongs to the words, not to the blanks around them.
	const text = inside.trim();
	const from = inside === '' ? start : start + inside.indexOf(text);
	const to = from + text.length;
	return { from, to, text: sign + text + sign, start: from + length, end: to + length };
}

/** One star is not around what two stand around. */
function isAround(value: string, start: number, end: number, sign: string): boolean {
	const stars = { before: /\**$/.exec(value.slice(0, start)), after: /^\**/.exec(value.slice(end)) };
	const count = Math.min(stars.before?.[0].length ?? 0, stars.after?.[0].length ?? 0);
	return sign === '**' ? count >= 2 : count % 2 === 1;
}

/** Types for the member: it can be undone as if they had. */
export function type(field: HTMLTextAreaElement, { from, to, text, start, end }: Replacement): void {
	field.focus();
	field.setSelectionRange(from, to);
	// The one way to the undo list of the field. Where it is gone, the text still changes.
	const isTyped = text !== '' && document.execCommand?.('insertText', false, text);
	if (!isTyped) {
		field.setRangeText(text);
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	}
	field.setSelectionRange(start, end);
}

/** What of the look of a field decides where its text is broken. */
const LOOK = [
	'boxSizing',
	'width',
	'paddingTop',
	'paddingInlineStart',
	'paddingInlineEnd',
	'borderTopWidth',
	'borderInlineStartWidth',
	'borderInlineEndWidth',
	'font',
	'letterSpacing',
	'lineHeight',
	'textAlign',
	'tabSize',
	'direction',
] as const;

/** Where the character at `place` is, in CSS pixels of the viewport. A field does not tell: a copy of it does. */
export function boxOf(field: HTMLTextAreaElement, place: number): DOMRect {
	const look = getComputedStyle(field);
	const copy = document.createElement('div');
	copy.ariaHidden = 'true';
	for (const property of LOOK) copy.style[property] = look[property];
	Object.assign(copy.style, {
		position: 'absolute',
		visibility: 'hidden',
		borderStyle: 'solid',
		whiteSpace: 'pre-wrap',
		overflowWrap: 'break-word',
		top: '0',
		left: '0',
	});
	const mark = document.createElement('span');
	mark.textContent = field.value.charAt(place) || '.';
	copy.append(field.value.slice(0, place), mark, field.value.slice(place + 1));
	document.body.append(copy);
	const [origin, at, box] = [copy, mark, field].map((element) => element.getBoundingClientRect());
	copy.remove();
	if (!origin || !at || !box) return new DOMRect();
	return new DOMRect(
		box.left + at.left - origin.left,
		box.top + at.top - origin.top - field.scrollTop,
		at.width,
		at.height,
	);
}
