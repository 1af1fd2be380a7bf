import { api, call } from '$lib/api/client';
import { upload, type UploadOptions } from '$lib/api/upload';
import { OwnPictureState } from '$lib/ui/cropper/own-picture.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/events';
import type { LiveEvent } from './live-event.svelte';
import type { GroupEvent } from './types';

/** The picture of an event, as who runs it sets it. */
export class EventImageState extends OwnPictureState {
	readonly #event: LiveEvent;

	constructor(event: LiveEvent, toasts: Toasts) {
		super('cover', words.image, toasts);
		this.#event = event;
	}

	protected override async send(form: FormData, options: UploadOptions): Promise<void> {
		const path = `/events/${this.#event.id}/image`;
		this.#event.take(await upload<GroupEvent>(path, form, { method: 'PUT', ...options }));
	}

	protected override async erase(): Promise<void> {
		const params = { path: { id: this.#event.id } };
		this.#event.take(await call(api.DELETE('/events/{id}/image', { params })));
	}
}
