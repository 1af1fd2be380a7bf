import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

type Rating = components['schemas']['PasswordStrength'];
export type PasswordToRate = components['schemas']['PasswordToRate'];

/** Long enough not to ask at every letter. */
const PAUSE = 350;

/** How good a password is while it is typed, by the server's own rule. */
export class Strength {
	#rating = $state.raw<Rating | null>(null);
	/** The password that was rated. */
	#rated = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#latest = 0;

	/** What is known of the last password that was rated; null before, and when the server cannot be asked. */
	get rating(): Rating | null {
		return this.#rating;
	}

	/** Has a password rated once typing pauses. `about` is what the form says of the person. */
	rate(password: string, about: Omit<PasswordToRate, 'password'> = {}): void {
		this.stop();
		if (!password) {
			this.#rating = null;
			return;
		}
		this.#timer = setTimeout(() => void this.#ask({ password, ...about }), PAUSE);
	}

	/** Why `password` would be refused, when that is known already. */
	refusal(password: string): string | undefined {
		if (!this.#rating || this.#rating.acceptable || this.#rated !== password) return undefined;
		return this.#rating.hint ?? undefined;
	}

	/** Forgets what is still to be asked. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#latest += 1;
	}

	async #ask(body: PasswordToRate): Promise<void> {
		const mine = this.#latest;
		const rating = await call(api.POST('/auth/password/strength', { body })).catch(unknown);
		// An answer that comes after the next letter is about another password.
		if (mine !== this.#latest) return;
		this.#rating = rating;
		this.#rated = body.password;
	}
}

/** Advice that does not come is no trouble of the person's: the form is checked in the end anyway. */
function unknown(reason: unknown): null {
	if (reason instanceof Problem) return null;
	throw reason;
}
