import { api, attemptKey, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Media } from '$lib/media/media';
import { Uploads, type Upload } from '$lib/media/uploads.svelte';
import { characters } from '$lib/ui/field/characters';
import type { Typed } from '$lib/ui/field/typed';
import { words } from '$lib/words/comments';
import { COMMENT_MAX } from './comment';
import type { Outgoing } from './live-comment.svelte';

/** What it begins with: nothing, or what the comment says that is changed. */
export interface Begin {
	readonly content: string;
	readonly media: Media | null;
}

/** What is written before it is a comment, or a change of one. It is kept in this tab through a reload. */
export class CommentDraft {
	content = $state('');
	/** What is wrong with it. */
	error = $state('');
	/** It waits for its picture, or is being stored. */
	busy = $state(false);
	/** What is in it is on its way: it cannot be changed. */
	isSaving = $state(false);
	readonly uploads = new Uploads(1, 'comment');
	readonly #typed: Typed;
	#begin: Begin;
	/** What is on its way, or was not sent, and is to be seen as a comment. */
	#unsent: readonly Outgoing[];
	/** What was sent once and is back here: the same again is the same attempt, its answer may only have been lost. */
	#again: Outgoing | undefined;

	constructor(typed: Typed, begin: Begin = { content: '', media: null }) {
		this.#typed = typed;
		this.#begin = begin;
		const { content, media, description, again, unsent } = typed.read();
		this.#unsent = Array.isArray(unsent) ? unsent.filter(isOutgoing) : [];
		if (typeof content === 'string') {
			this.#fill(content, isMedia(media) ? media : null);
			if (this.picture && typeof description === 'string') this.picture.altText = description;
			if (isOutgoing(again)) this.#again = again;
			return;
		}
		const last = this.#unsent.at(-1);
		if (last) this.#takeBack(last);
		else this.#fill(begin.content, begin.media);
	}

	get picture(): Upload | undefined {
		return this.uploads.list[0];
	}

	get isEmpty(): boolean {
		return this.content.trim() === '' && !this.picture;
	}

	/** Whether it is what it began with. */
	get isUntouched(): boolean {
		const { content, media } = this.#begin;
		const { picture } = this;
		if (this.content.trim() !== content.trim()) return false;
		if (!media) return !picture;
		return picture?.media?.id === media.id && picture.altText === media.alt_text;
	}

	/** Takes a picture in the place of the one that is there; gives false when these files are no single picture. */
	addFiles(files: readonly File[]): boolean {
		const [file] = files;
		if (!file || this.isSaving) return false;
		if (this.picture) this.uploads.remove(this.picture);
		this.uploads.add([file]);
		this.error = files.length > 1 ? words.onePicture : '';
		return true;
	}

	/** What went out of the form and is not known to be stored. */
	get unsent(): readonly Outgoing[] {
		return this.#unsent;
	}

	/** Keeps it for after a reload, with what is not sent yet. */
	save(): void {
		const { content, picture } = this;
		const written = {
			content,
			media: picture?.media,
			description: picture?.altText,
			again: this.#again,
		};
		this.#typed.write({
			...(!this.isUntouched && written),
			...(this.#unsent.length > 0 && { unsent: this.#unsent }),
		});
	}

	/** Waits for the picture and gives what is to be sent; undefined when something is wrong, which `error` says. */
	async finish(): Promise<Outgoing | undefined> {
		if (this.busy) return undefined;
		this.error = this.#wrong();
		if (this.error) return undefined;
		this.busy = true;
		try {
			await this.uploads.settled();
			if (this.uploads.failed.length > 0) {
				this.error = words.pictureFailed;
				return undefined;
			}
			await this.#describe();
			const outgoing = this.#outgoing();
			this.#again = undefined;
			this.#unsent = [...this.#unsent, outgoing];
			this.save();
			return outgoing;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.error = words.notDescribed;
			return undefined;
		} finally {
			this.busy = false;
		}
	}

	/** It is on its way: there is room for the next one. What was typed is kept until {@link done}. */
	clear(): void {
		this.content = '';
		this.error = '';
		this.uploads.keep();
		this.save();
	}

	/** Takes back what was refused, and why; false when something else is being written, which stays. */
	putBack(outgoing: Outgoing, error: string): boolean {
		if (!this.isEmpty && !this.#says(outgoing)) return false;
		this.error = error;
		this.#takeBack(outgoing);
		this.save();
		return true;
	}

	/** The server has it, or nobody wants it any more: it need not be kept. */
	done(outgoing: Outgoing): void {
		this.#forget(outgoing);
		this.save();
	}

	/** The change is stored: what was sent is what the next one begins with. */
	saved({ content, media }: Outgoing): void {
		this.#begin = { content, media: media ?? null };
		this.#unsent = [];
		this.uploads.keep();
		this.#restart();
	}

	/** Throws it away, and what was uploaded for it: it is what it began with. */
	discard(): void {
		this.uploads.discard();
		this.#restart();
	}

	#restart(): void {
		this.#again = undefined;
		this.error = '';
		this.#fill(this.#begin.content, this.#begin.media);
		this.save();
	}

	#fill(content: string, media: Media | null | undefined): void {
		this.content = content;
		if (media) this.uploads.fill([media], media.id === this.#begin.media?.id);
	}

	#takeBack(outgoing: Outgoing): void {
		this.#forget(outgoing);
		this.#again = outgoing;
		if (this.isEmpty) this.#fill(outgoing.content, outgoing.media);
	}

	#forget({ key }: Outgoing): void {
		this.#unsent = this.#unsent.filter((other) => other.key !== key);
		if (this.#again?.key === key) this.#again = undefined;
	}

	#wrong(): string {
		if (this.isEmpty) return words.empty;
		return characters(this.content.trim()) > COMMENT_MAX ? words.tooLong : '';
	}

	#says({ content, media }: Outgoing): boolean {
		return content === this.content.trim() && media?.id === this.picture?.media?.id;
	}

	#outgoing(): Outgoing {
		if (this.#again && this.#says(this.#again)) return this.#again;
		return { key: attemptKey(), content: this.content.trim(), media: this.picture?.media };
	}

	/** A description that was typed here belongs to the picture before the comment shows it. */
	async #describe(): Promise<void> {
		const upload = this.picture;
		const alt_text = upload?.altText.trim();
		if (!upload?.media || alt_text === undefined || alt_text === upload.media.alt_text) return;
		const params = { path: { id: upload.media.id } };
		upload.media = await call(api.PATCH('/media/{id}', { params, body: { alt_text } }));
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function isMedia(value: unknown): value is Media {
	return isRecord(value) && typeof value['id'] === 'string' && isRecord(value['variants']);
}

function isOutgoing(value: unknown): value is Outgoing {
	return isRecord(value) && typeof value['key'] === 'string' && typeof value['content'] === 'string';
}
