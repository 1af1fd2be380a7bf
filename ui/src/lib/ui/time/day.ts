/** The calendar day where the person is. */
export function localDay(now: Date): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
