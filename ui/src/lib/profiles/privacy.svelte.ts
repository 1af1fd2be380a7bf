import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { problemText } from '$lib/words/problems';
import { words } from '$lib/words/profiles';
import { words as primitives } from '$lib/words/ui';
import { reach } from './audience';
import type { Profiles } from './profiles.svelte';
import type { Audience, Privacy, PrivateField } from './types';

type Change = (settings: Privacy) => Privacy;

/** Who sees what of one's own profile. Every change is saved at once and taken back when it could not be. */
export class PrivacyState {
	status = $state<'loading' | 'ready' | 'failed'>('loading');
	/** What was saved last, in a sentence for a live region. */
	said = $state('');
	#shown = $state.raw<Privacy>();
	/** What the server is known to hold. */
	#stored: Privacy | undefined;
	/** Changes on their way, in the order they were made. */
	#waiting: Change[] = [];
	#last: Promise<unknown> = Promise.resolve();
	readonly #toasts: Toasts;
	readonly #profiles: Profiles;

	constructor(toasts: Toasts, profiles: Profiles) {
		this.#toasts = toasts;
		this.#profiles = profiles;
	}

	get settings(): Privacy | undefined {
		return this.#shown;
	}

	async load(): Promise<void> {
		this.status = 'loading';
		try {
			this.#stored = await call(api.GET('/me/privacy'));
			this.#shown = this.#stored;
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.status = 'failed';
		}
	}

	setAudience(field: PrivateField, audience: Audience): Promise<boolean> {
		const isPrivate = this.#shown?.is_private ?? false;
		const who = words.audiences[reach(audience, isPrivate)].sees;
		return this.#change(
			(settings) => ({ ...settings, fields: { ...settings.fields, [field]: audience } }),
			words.savedFieldAudience(words.fields[field], who),
		);
	}

	/** `narrow` makes what was posted for everyone so far for followers alone; on the way to a private profile only. */
	setPrivate(isPrivate: boolean, narrow = false): Promise<boolean> {
		const saved = isPrivate ? words.savedPrivate : words.savedPublic;
		return this.#change(
			(settings) => ({ ...settings, is_private: isPrivate }),
			narrow ? words.savedNarrowed : saved,
			isPrivate && narrow,
		);
	}

	/** How many posts are for everyone; undefined when that could not be found out. */
	async publicPosts(): Promise<number | undefined> {
		const body = { from: 'public', to: 'followers', preview: true } as const;
		try {
			return (await call(api.POST('/me/posts/audience', { body }))).matched;
		} catch (reason) {
			if (reason instanceof Problem) return undefined;
			throw reason;
		}
	}

	setPresence(shown: boolean): Promise<boolean> {
		return this.#change(
			(settings) => ({ ...settings, show_presence: shown }),
			shown ? words.savedPresenceOn : words.savedPresenceOff,
		);
	}

	/** Shows the change, and saves it after those before it: the settings are one document, sent whole. */
	#change(change: Change, said: string, narrow = false): Promise<boolean> {
		if (!this.#shown) return Promise.resolve(false);
		this.#waiting.push(change);
		this.#redraw();
		const saved = this.#last.then(() => this.#save(change, said, narrow));
		this.#last = saved;
		return saved;
	}

	async #save(change: Change, said: string, narrow: boolean): Promise<boolean> {
		if (!this.#stored) return false;
		try {
			// The settings are sent whole: what another tab or device has changed since has to be in them.
			this.#stored = await call(api.GET('/me/privacy'));
			const body = { ...change(this.#stored), narrow_posts: narrow };
			this.#stored = await call(api.PUT('/me/privacy', { body }));
			this.#profiles.changedMine({ is_private: this.#stored.is_private });
			this.said = said;
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.said = '';
			const retry = { label: primitives.retry, run: () => void this.#change(change, said, narrow) };
			this.#toasts.failed(words.privacyNotSaved(problemText(reason)), retry);
			return false;
		} finally {
			this.#waiting = this.#waiting.filter((other) => other !== change);
			this.#redraw();
		}
	}

	/** What is stored, with everything on it that is still on its way. */
	#redraw(): void {
		if (this.#stored)
			this.#shown = this.#waiting.reduce((settings, apply) => apply(settings), this.#stored);
	}
}
