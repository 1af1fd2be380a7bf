import { api, call } from '$lib/api/client';
import { upload, type UploadOptions } from '$lib/api/upload';
import { OwnPictureState } from '$lib/ui/cropper/own-picture.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/profiles';
import type { Profiles } from './profiles.svelte';
import type { Profile } from './types';

export type PictureKind = 'avatar' | 'cover';

/** The member's own avatar or cover. */
export class PictureState extends OwnPictureState {
	readonly #kind: PictureKind;
	readonly #profiles: Profiles;

	constructor(kind: PictureKind, toasts: Toasts, profiles: Profiles) {
		super(kind, words.picture[kind], toasts);
		this.#kind = kind;
		this.#profiles = profiles;
	}

	protected override async send(form: FormData, options: UploadOptions): Promise<void> {
		const path = `/me/${this.#kind}`;
		this.#profiles.changedMine(await upload<Profile>(path, form, { method: 'PUT', ...options }));
	}

	protected override async erase(): Promise<void> {
		const gone = this.#kind === 'avatar' ? api.DELETE('/me/avatar') : api.DELETE('/me/cover');
		this.#profiles.changedMine(await call(gone));
	}
}
