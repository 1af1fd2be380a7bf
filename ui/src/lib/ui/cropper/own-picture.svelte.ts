import { Problem } from '$lib/api/problem';
import { problemText } from '$lib/words/problems';
import { words as primitives } from '$lib/words/ui';
import type { Toasts } from '../feedback/toasts.svelte';
import type { CropShape } from './crop.svelte';

/** What is said about one such picture. */
export interface PictureWords {
	change: string;
	choose: string;
	uploading: string;
	done: string;
	failed: string;
	remove: string;
	removeTitle: string;
	removeBody: string;
	confirmRemoval: string;
	removed: string;
}

/** A picture that one sets and takes away: on its way, there, or gone. What it belongs to says how it is sent. */
export abstract class OwnPictureState {
	readonly shape: CropShape;
	readonly words: PictureWords;
	/** The part that is sent, from 0 to 1; undefined while nothing is on its way. */
	progress = $state<number>();
	/** Shown in the picture's place while it is on its way. */
	preview = $state<string>();
	#under: AbortController | undefined;
	readonly #toasts: Toasts;

	constructor(shape: CropShape, words: PictureWords, toasts: Toasts) {
		this.shape = shape;
		this.words = words;
		this.#toasts = toasts;
	}

	/** Sends the form with the picture and shows what the server makes of it. */
	protected abstract send(
		form: FormData,
		options: { signal: AbortSignal; onprogress: (sent: number) => void },
	): Promise<void>;

	/** Has the server take the picture away, and shows that. */
	protected abstract erase(): Promise<void>;

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
			await this.send(formWith(picture, this.shape), {
				signal: under.signal,
				onprogress: (sent) => {
					if (!under.signal.aborted) this.progress = sent;
				},
			});
			this.#toasts.done(this.words.done);
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
			await this.erase();
			this.#toasts.done(this.words.removed);
		} catch (reason) {
			this.#failed(reason, () => void this.remove());
		}
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
		this.#toasts.failed(`${this.words.failed} ${problemText(reason)}`, retry);
	}
}

function formWith(picture: Blob, shape: CropShape): FormData {
	const form = new FormData();
	form.set('file', picture, `${shape}.${picture.type.split('/')[1] ?? 'png'}`);
	return form;
}
