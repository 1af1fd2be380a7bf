import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Session } from '$lib/session/session.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { banner as words } from '$lib/words/unconfirmed';
import { problemText } from '$lib/words/problems';

export type Outcome = 'missing' | 'checking' | 'done' | 'gone' | 'taken' | 'failed';

/** Confirming an email address: by a mailed link, and asking for another link. */
export class Verification {
	outcome = $state<Outcome>('checking');
	/** What went wrong, when trying again may work. */
	message = $state('');
	busy = $state(false);
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Uses a link. It works once; who opens it again after that is told so kindly. */
	async use(token: string | undefined): Promise<void> {
		if (!token) {
			this.outcome = 'missing';
			return;
		}
		this.outcome = 'checking';
		const outcome = await this.#confirm(token);
		// The banner goes away, and a new address shows, for whoever is logged in here.
		if (this.#session.isRemembered) await this.#session.reload().catch(ignoreRefusal);
		const isDone = outcome === 'gone' && this.#session.user?.email_verified;
		this.outcome = isDone ? 'done' : outcome;
	}

	/** Asks for another link. */
	async resend(toasts: Toasts): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		try {
			await call(api.POST('/auth/email/resend'));
			toasts.done(words.resent);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			await this.#notResent(reason, toasts);
		} finally {
			this.busy = false;
		}
	}

	async #confirm(token: string): Promise<Outcome> {
		try {
			await call(api.POST('/auth/email/verify', { body: { token } }));
			return 'done';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (reason.code === 'email_taken') return 'taken';
			if (!reason.isPassing) return 'gone';
			this.message = problemText(reason);
			return 'failed';
		}
	}

	async #notResent(problem: Problem, toasts: Toasts): Promise<void> {
		// Confirmed in the meantime, on another device perhaps.
		if (problem.code === 'already_verified') await this.#session.reload().catch(ignoreRefusal);
		else if (problem.status === 429 && problem.retryAfter !== undefined) {
			toasts.failed(words.tooOften(Math.ceil(problem.retryAfter / 60)));
		} else if (problem.status !== 401) toasts.failed(problemText(problem));
	}
}

function ignoreRefusal(reason: unknown): void {
	if (!(reason instanceof Problem)) throw reason;
}
