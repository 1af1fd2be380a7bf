import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { upload } from '$lib/api/upload';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { problemText } from '$lib/words/problems';
import { words } from '$lib/words/profiles';
import { words as primitives } from '$lib/words/ui';
import type { Profiles } from './profiles.svelte';
import type { Profile } from './types';

export type PictureKind = 'avatar' | 'cover';

/** The member's own avatar or cover: on its way up, there, or gone. */
export class PictureState {
	readonly kind: PictureKind;
	/** The part that is sent, from 0 to 1; undefined while nothing is on its way. */
	progress = $state<number>();
	/** Shown in the picture's place while it is on its way. */
	preview = $state<string>();
	#under: AbortController | undefined;
	readonly #toasts: Toasts;
	readonly #profiles: Profiles;

	constructor(kind: PictureKind, toasts: Toasts, profiles: Profiles) {
		this.kind = kind;
		this.#toasts = toasts;
		this.#profiles = profiles;
	}

	get isBusy(): boolean {
		return this.progress !== undefined;
	}

	/** Uploads a cropped picture and shows it everywhere. Another one that is still on its way is given up. */
	async put(picture: Blob): Promise<void> {
		this.cancel();
		const under = new AbortController();
		this.#under = under;
		this.#show(picture);
		try {
			const profile = await this.#send(picture, under.signal);
			this.#profiles.changedMine(profile);
			this.#toasts.done(this.#words.done);
		} catch (reason) {
			this.#failed(reason, () => void this.put(picture));
		} finally {
			if (this.#under === under) this.#clear();
		}
	}

	/** Gives up what is on its way; the picture before it stays. */
	cancel(): void {
		this.#under?.abort();
		this.#clear();
	}

	/** Takes the picture away. Throws nothing: a refusal is told in a message with a way to try again. */
	async remove(): Promise<void> {
		try {
			const isAvatar = this.kind === 'avatar';
			const profile = await call(isAvatar ? api.DELETE('/me/avatar') : api.DELETE('/me/cover'));
			this.#profiles.changedMine(profile);
			this.#toasts.done(this.#words.removed);
		} catch (reason) {
			this.#failed(reason, () => void this.remove());
		}
	}

	get #words() {
		return words.picture[this.kind];
	}

	#send(picture: Blob, signal: AbortSignal): Promise<Profile> {
		const form = new FormData();
		form.set('file', picture, `${this.kind}.${picture.type.split('/')[1] ?? 'png'}`);
		const onprogress = (sent: number) => {
			if (!signal.aborted) this.progress = sent;
		};
		return upload<Profile>(`/me/${this.kind}`, form, { method: 'PUT', signal, onprogress });
	}

	#show(picture: Blob): void {
		this.progress = 0;
		this.preview = URL.createObjectURL(picture);
	}

	#clear(): void {
		if (this.preview) URL.revokeObjectURL(this.preview);
		this.#under = undefined;
		this.preview = undefined;
		this.progress = undefined;
	}

	#failed(reason: unknown, again: () => void): void {
		if (reason instanceof DOMException && reason.name === 'AbortError') return;
		if (!(reason instanceof Problem)) throw reason;
		const retry = reason.isPassing ? { label: primitives.retry, run: again } : undefined;
		this.#toasts.failed(`${this.#words.failed} ${problemText(reason)}`, retry);
	}
}
