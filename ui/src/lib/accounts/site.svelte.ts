import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

type Facts = components['schemas']['Site'];

/** What everybody may know of the site, also without an account. */
export class Site {
	#facts = $state.raw<Facts | null>(null);

	/** Completed years one must have to register; undefined until the server told. */
	get minimumAge(): number | undefined {
		return this.#facts?.minimum_age;
	}

	/** Whether the operator lets nobody register. */
	get isClosed(): boolean {
		return this.#facts?.registration === 'closed';
	}

	/** Asks the server. Without an answer everything works all the same: the server checks in the end. */
	async load(): Promise<void> {
		try {
			this.#facts = await call(api.GET('/site'));
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		}
	}
}
