/** From here on, a number is written differently from one language to another. */
const GROUPED = 1_000;

let made: Intl.NumberFormat | undefined;
let compact: Intl.NumberFormat | undefined;

/** Writes counts as the browser's language does. The first formatter of a page takes long: it is made when it is needed. */
export const number = {
	format(value: number): string {
		if (value < GROUPED) return String(value);
		made ??= new Intl.NumberFormat();
		return made.format(value);
	},
	/** Such as `1.2K`. */
	short(value: number): string {
		if (value < GROUPED) return String(value);
		compact ??= new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
		return compact.format(value);
	},
};
