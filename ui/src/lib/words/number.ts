let made: Intl.NumberFormat | undefined;

/** Writes numbers as the browser's language does. The first formatter of a page takes long: it is made when it is needed. */
export const number = {
	format(value: number): string {
		made ??= new Intl.NumberFormat();
		return made.format(value);
	},
};
