import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Profile } from './types';

/** How far a profile is: `missing` is also one that is not for the member who asks. */
export type ProfileStatus = 'loading' | 'ready' | 'missing' | 'failed';

/** One person's profile, looked up by `@handle` or id. */
export class ProfileState {
	profile = $state.raw<Profile>();
	status = $state<ProfileStatus>('loading');
	/** `@handle` or id. */
	address: string;
	#running: Promise<void> | undefined;

	constructor(address: string) {
		this.address = address;
	}

	/** Asks the server. What is shown already stays until the answer is there, and also when none comes. */
	load(): Promise<void> {
		this.#running ??= this.#ask().finally(() => (this.#running = undefined));
		return this.#running;
	}

	/** Shows a change at once. */
	patch(change: Partial<Profile>): void {
		if (this.profile) this.profile = { ...this.profile, ...change };
	}

	async #ask(): Promise<void> {
		if (this.status !== 'ready') this.status = 'loading';
		try {
			const path = { id: this.address };
			this.profile = await call(api.GET('/users/{id}', { params: { path } }));
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#fail(reason);
		}
	}

	#fail(problem: Problem): void {
		if (problem.status === 404) {
			this.profile = undefined;
			this.status = 'missing';
			return;
		}
		if (this.status !== 'ready') this.status = 'failed';
	}
}
