import { api, call } from '$lib/api/client';
import { upload, type UploadOptions } from '$lib/api/upload';
import { OwnPictureState } from '$lib/ui/cropper/own-picture.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/groups';
import type { LiveGroup } from './live-group.svelte';
import type { Group } from './types';

/** The banner of a group, as its owner sets it. */
export class BannerState extends OwnPictureState {
	readonly #group: LiveGroup;

	constructor(group: LiveGroup, toasts: Toasts) {
		super('cover', words.banner, toasts);
		this.#group = group;
	}

	protected override async send(form: FormData, options: UploadOptions): Promise<void> {
		const path = `/groups/${this.#group.id}/banner`;
		this.#group.take(await upload<Group>(path, form, { method: 'PUT', ...options }));
	}

	protected override async erase(): Promise<void> {
		const params = { path: { id: this.#group.id } };
		this.#group.take(await call(api.DELETE('/groups/{id}/banner', { params })));
	}
}
