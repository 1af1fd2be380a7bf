import { attemptKey, api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { upload } from '$lib/api/upload';
import { words } from '$lib/words/media';
import { problemText } from '$lib/words/problems';
import { still, type Media } from './media';
import { refusal } from './picture-file';

/** How many files are sent at the same time. */
const AT_ONCE = 2;

export type UploadStatus = 'waiting' | 'sending' | 'done' | 'failed';

/** One picture or video on its way to the server, or there already. */
export class Upload {
	/** Only for telling pictures apart in this page. */
	readonly key = attemptKey();
	readonly name: string;
	status = $state<UploadStatus>('waiting');
	/** The part that is sent, from 0 to 1. */
	sent = $state(0);
	/** Why it failed, in words. */
	reason = $state('');
	/** Whether trying again may help. */
	canRetry = $state(false);
	media = $state.raw<Media>();
	altText = $state('');
	/** Address of what to show: the file itself until it is uploaded. */
	readonly preview: string | undefined;
	/** Whether what is shown is a video that plays. */
	readonly isVideo: boolean;
	/** Part of a post already: taking it out of the list does not delete it. */
	readonly attached: boolean;
	readonly #file: File | undefined;
	readonly #idempotencyKey = attemptKey();
	#abort = new AbortController();

	private constructor(from: { file: File } | { media: Media; attached: boolean }) {
		if ('file' in from) {
			this.#file = from.file;
			this.name = from.file.name;
			this.preview = URL.createObjectURL(from.file);
			this.isVideo = from.file.type.startsWith('video/');
			this.attached = false;
			return;
		}
		this.media = from.media;
		this.name = '';
		this.isVideo = false;
		this.altText = from.media.alt_text;
		this.preview = still(from.media);
		this.attached = from.attached;
		this.status = 'done';
	}

	static of(file: File): Upload {
		return new Upload({ file });
	}

	/** A picture that the server has: of a draft, or `attached` to the post that is being changed. */
	static from(media: Media, attached: boolean): Upload {
		return new Upload({ media, attached });
	}

	/** Sends the file. Never rejects: what went wrong is in `status` and `reason`. */
	async send(): Promise<void> {
		const file = this.#file;
		if (!file) return;
		this.status = 'sending';
		this.sent = 0;
		this.#abort = new AbortController();
		const { signal } = this.#abort;
		const refused = await refusal(file).catch(() => words.empty(file.name));
		if (refused) {
			this.fail(refused, false);
			return;
		}
		// It may have been given up while it was looked at.
		if (!signal.aborted) await this.#transfer(file, signal);
	}

	/** Gives it up and lets the preview go. An upload that nobody uses is deleted. */
	drop(): void {
		this.#abort.abort();
		if (this.#file && this.preview) URL.revokeObjectURL(this.preview);
		const { media } = this;
		if (!media || this.attached) return;
		// When this fails too, the server clears it away by itself after a day.
		call(api.DELETE('/media/{id}', { params: { path: { id: media.id } } })).catch(() => undefined);
	}

	/** Lets go of the preview of a picture that is used now. */
	release(): void {
		if (this.#file && this.preview) URL.revokeObjectURL(this.preview);
	}

	fail(reason: string, canRetry: boolean): void {
		this.status = 'failed';
		this.reason = reason;
		this.canRetry = canRetry;
	}

	async #transfer(file: File, signal: AbortSignal): Promise<void> {
		const form = new FormData();
		form.append('file', file);
		try {
			this.media = await upload<Media>('/media', form, {
				headers: { 'idempotency-key': this.#idempotencyKey },
				signal,
				onprogress: (sent) => (this.sent = sent),
			});
			this.status = 'done';
		} catch (reason) {
			if (reason instanceof Problem) this.fail(why(reason), reason.isPassing);
			else if (!isAbort(reason)) throw reason;
		}
	}
}

/** The pictures of one post while it is written: in order, uploaded a few at a time. */
export class Uploads {
	#list = $state.raw<readonly Upload[]>([]);
	#sending = 0;
	#idle: (() => void)[] = [];

	constructor(readonly most: number) {}

	get list(): readonly Upload[] {
		return this.#list;
	}

	/** Whether some are not there yet and have not failed. */
	get busy(): boolean {
		return this.#list.some(isUnderWay);
	}

	get failed(): readonly Upload[] {
		return this.#list.filter((entry) => entry.status === 'failed');
	}

	/** How many still lack a description. */
	get undescribed(): number {
		return this.#list.filter((entry) => entry.status !== 'failed' && !entry.altText.trim()).length;
	}

	get room(): number {
		return this.most - this.#list.length;
	}

	/** Begins with pictures that the server has. */
	fill(pictures: readonly Media[], attached: boolean): void {
		this.#list = pictures.map((media) => Upload.from(media, attached));
	}

	/** Takes as many files as there is room for and begins to send them; gives the number of those left out. */
	add(files: readonly File[]): number {
		const taken = files.slice(0, Math.max(0, this.room));
		this.#list = [...this.#list, ...taken.map((file) => Upload.of(file))];
		this.#pump();
		return files.length - taken.length;
	}

	retry(entry: Upload): void {
		if (entry.status !== 'failed') return;
		entry.status = 'waiting';
		this.#pump();
	}

	remove(entry: Upload): void {
		this.#list = this.#list.filter((other) => other !== entry);
		entry.drop();
		this.#tellIdle();
	}

	/** Puts a picture at another place; places outside of the list mean its ends. */
	move(entry: Upload, to: number): void {
		const others = this.#list.filter((other) => other !== entry);
		if (others.length === this.#list.length) return;
		const place = Math.min(Math.max(0, to), others.length);
		this.#list = [...others.slice(0, place), entry, ...others.slice(place)];
	}

	/** Resolves once nothing is under way any more. */
	settled(): Promise<void> {
		if (!this.busy) return Promise.resolve();
		return new Promise((resolve) => this.#idle.push(resolve));
	}

	/** Empties the list; the pictures stay where they are used now. */
	keep(): void {
		for (const entry of this.#list) entry.release();
		this.#list = [];
		this.#tellIdle();
	}

	/** Empties the list and deletes what was uploaded for nothing. */
	discard(): void {
		const given = this.#list;
		this.#list = [];
		for (const entry of given) entry.drop();
		this.#tellIdle();
	}

	#pump(): void {
		while (this.#sending < AT_ONCE) {
			const next = this.#list.find((entry) => entry.status === 'waiting');
			if (!next) return;
			this.#sending += 1;
			void next.send().finally(() => {
				this.#sending -= 1;
				this.#pump();
				this.#tellIdle();
			});
		}
	}

	#tellIdle(): void {
		if (this.busy) return;
		for (const tell of this.#idle.splice(0)) tell();
	}
}

function isUnderWay(entry: Upload): boolean {
	return entry.status === 'waiting' || entry.status === 'sending';
}

/** What is wrong with this very file says more than that something is wrong. */
function why(problem: Problem): string {
	const [aboutFile] = problem.fields.values();
	return aboutFile ?? problemText(problem);
}

function isAbort(reason: unknown): boolean {
	return reason instanceof DOMException && reason.name === 'AbortError';
}
