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
interface Begin {
	readonly content: string;
	readonly media: Media | null;
}

/** What is written before it is a comment, or a change of one. It is kept in this tab through a reload. */
export class CommentDraft {
	content = $state('');
	/** What is wrong with it. */
	error = $state('');
	/** It waits for its picture. */
	busy = $state(false);
	readonly uploads = new Uploads(1, 'comment');
	readonly #typed: Typed;
	#begin: Begin;
	#sent: Outgoing | undefined;

	constructor(typed: Typed, begin: Begin = { content: '', media: null }) {
		this.#typed = typed;
		this.#begin = begin;
		const kept = typed.read();
		const isKept = typeof kept['content'] === 'string';
		this.content = typeof kept['content'] === 'string' ? kept['content'] : begin.content;
		const media = isMedia(kept['media']) ? kept['media'] : isKept ? undefined : begin.media;
		if (media) this.uploads.fill([media], media.id === begin.media?.id);
		if (isOutgoing(kept['sent'])) this.#sent = kept['sent'];
	}

	get picture(): Upload | undefined {
		return this.uploads.list[0];
	}

	get isEmpty(): boolean {
		return this.content.trim() === '' && !this.picture;
	}

	/** Takes a picture in the place of the one that is there; gives false when these files are no single picture. */
	addFiles(files: readonly File[]): boolean {
		const [file] = files;
		if (!file) return false;
		if (this.picture) this.uploads.remove(this.picture);
		this.uploads.add([file]);
		this.error = files.length > 1 ? words.onePicture : '';
		return true;
	}

	/** Keeps it for after a reload. */
	save(): void {
		const sent = this.#sent;
		const kept = this.#isUntouched ? sent : { content: this.content, media: this.picture?.media };
		this.#typed.write(kept ? { content: kept.content, media: kept.media, sent } : {});
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
	}

	/** Puts back what could not be sent, unless something else is being written. */
	putBack({ content, media }: Outgoing, error: string): void {
		this.error = error;
		if (!this.isEmpty) return;
		this.content = content;
		if (media) this.uploads.fill([media], false);
		this.save();
	}

	/** The server has it, or nobody wants it any more: it need not be kept. */
	done({ key }: Outgoing): void {
		if (this.#sent?.key === key) this.#sent = undefined;
		this.save();
	}

	/** The change is stored: what was sent is what the next one begins with. */
	saved({ content, media }: Outgoing): void {
		this.#begin = { content, media: media ?? null };
		this.#sent = undefined;
		this.uploads.keep();
		this.#restart();
	}

	/** Throws it away, and what was uploaded for it: it is what it began with. */
	discard(): void {
		this.#sent = undefined;
		this.uploads.discard();
		this.#restart();
	}

	#restart(): void {
		const { content, media } = this.#begin;
		this.content = content;
		this.error = '';
		if (media) this.uploads.fill([media], true);
		this.#typed.forget();
	}

	/** Whether it is what it began with. */
	get #isUntouched(): boolean {
		const { content, media } = this.#begin;
		if (this.content.trim() !== content.trim()) return false;
		return media ? this.picture?.media?.id === media.id : !this.picture;
	}

	#wrong(): string {
		if (this.isEmpty) return words.empty;
		return characters(this.content.trim()) > COMMENT_MAX ? words.tooLong : '';
	}

	/** The same again is the same attempt, even after a reload: its answer may only have been lost. */
	#outgoing(): Outgoing {
		const content = this.content.trim();
		const media = this.picture?.media;
		const isSame = this.#sent?.content === content && this.#sent.media?.id === media?.id;
		if (!this.#sent || !isSame) this.#sent = { key: attemptKey(), content, media };
		return this.#sent;
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
