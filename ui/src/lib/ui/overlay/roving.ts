/** Which of `count` places the focus goes to from `current` with a key; undefined when the key means nothing here. */
export function nextPlace(
	key: string,
	current: number,
	count: number,
	along: 'vertical' | 'horizontal',
): number | undefined {
	if (count === 0) return undefined;
	const [forward, back] = along === 'vertical' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
	switch (key) {
		case forward:
			return (current + 1) % count;
		case back:
			return current <= 0 ? count - 1 : current - 1;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}

/** The place of the next label that begins with `letter`, after `current` and around the end. */
export function placeOfLetter(
	letter: string,
	current: number,
	labels: readonly string[],
): number | undefined {
	const wanted = letter.toLocaleLowerCase();
	for (let step = 1; step <= labels.length; step += 1) {
		const place = (current + step) % labels.length;
		if (labels[place]?.trim().toLocaleLowerCase().startsWith(wanted)) return place;
	}
	return undefined;
}
