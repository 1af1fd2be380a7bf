export interface Box {
	top: number;
	left: number;
	width: number;
	height: number;
}

export interface Size {
	width: number;
	height: number;
}

const GAP = 6;
const MARGIN = 8;

/**
 * Where a popover goes: under what it belongs to and in line with its end (or start), above it when there is
 * more room there, and never over the edge of the window. All in CSS pixels of the viewport.
 */
export function place(
	anchor: Box,
	popover: Size,
	view: Size,
	align: 'start' | 'end',
): { top: number; left: number } {
	const below = anchor.top + anchor.height + GAP;
	const above = anchor.top - GAP - popover.height;
	const lowest = view.height - popover.height - MARGIN;
	// Where there is room on neither side, it rather lies over what it belongs to.
	const top = below <= lowest ? below : above >= MARGIN ? above : lowest;

	const wanted = align === 'start' ? anchor.left : anchor.left + anchor.width - popover.width;
	const last = Math.max(MARGIN, view.width - popover.width - MARGIN);
	return { top: Math.max(MARGIN, top), left: Math.min(Math.max(wanted, MARGIN), last) };
}
