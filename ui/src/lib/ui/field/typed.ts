import { isRecord } from '$lib/api/record';

/**
 * What was typed into a form and is not saved yet. It is kept in this tab as long as that is open: a session that ends
 * elsewhere takes the page away, not the words. Passwords are never given to it.
 */
export class Typed {
	readonly #key: string;

	/** `form` names the form, `whose` the member who types; empty for a guest. */
	constructor(form: string, whose: string) {
		this.#key = `kith:typed:${whose}:${form}`;
	}

	/** What is kept, by field. Whoever reads it checks that it fits. */
	read(): Record<string, unknown> {
		try {
			const kept: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}');
			return isRecord(kept) ? kept : {};
		} catch {
			return {};
		}
	}

	/** The text that is kept of a field; empty without one. */
	text(field: string): string {
		const kept = this.read()[field];
		return typeof kept === 'string' ? kept : '';
	}

	/** Keeps these fields and no others; without any, nothing is kept any more. */
	write(fields: Record<string, unknown>): void {
		try {
			if (Object.keys(fields).length === 0) sessionStorage.removeItem(this.#key);
			else sessionStorage.setItem(this.#key, JSON.stringify(fields));
		} catch {
			// Full or forbidden: what is typed lasts as long as the page.
		}
	}

	forget(): void {
		this.write({});
	}
}
