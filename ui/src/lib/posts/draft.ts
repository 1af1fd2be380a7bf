import type { Media } from '$lib/media/media';
import { Typed } from '$lib/ui/field/typed';
import { isAudience } from './audience';
import { pollDraft, type PollDraft } from './poll-form.svelte';
import { COMMENT_POLICIES, type Audience, type CommentPolicy, type Person } from './post';

/** A post that is not written to its end, as this browser keeps it. */
export interface Draft {
	title: string;
	content: string;
	/** What is said before it is shown. */
	warning: string;
	audience: Audience;
	policy: CommentPolicy;
	/** Whom it names, when it is for selected people. */
	selected: readonly Person[];
	/** Pictures that are uploaded already, with the descriptions typed so far. */
	pictures: { media: Media; altText: string }[];
	/** What its readers are asked. */
	poll: PollDraft | undefined;
	/** The attempt that may have reached the server: repeating the same content must not post twice. */
	attempt: Attempt | undefined;
}

/** What was sent, and under which key. */
export interface Attempt {
	key: string;
	content: string;
	/** When it was first made, in milliseconds since 1970: a poll ends so long after that, however often it is sent. */
	at: number;
}

/** The server clears away what was uploaded for nothing after a day; a little less, to be on the safe side. */
const PICTURES_LAST = 20 * 60 * 60 * 1000;

/** The draft of one member in this browser, which all tabs share. A browser that keeps nothing has none. */
export class DraftStore {
	readonly #memberId: string;
	readonly #key: string;
	readonly #now: () => number;
	/** What this tab read or wrote last, as it is stored, and the draft in it. */
	#stored: string | null = null;
	#draft: string | undefined;

	constructor(memberId: string, now: () => number = Date.now) {
		this.#memberId = memberId;
		this.#key = `kith:draft:${memberId}`;
		this.#now = now;
	}

	/** What is typed while a post that is out there is changed. */
	ofPost(id: string): Typed {
		return new Typed(`post/${id}`, this.#memberId);
	}

	/** Whether another tab has written it, or thrown it away, since this one read or wrote it. */
	get isOfAnotherTab(): boolean {
		try {
			return localStorage.getItem(this.#key) !== this.#stored;
		} catch {
			return false;
		}
	}

	read(): Draft | undefined {
		this.#draft = undefined;
		try {
			this.#stored = localStorage.getItem(this.#key);
			const stored: unknown = JSON.parse(this.#stored ?? 'null');
			if (!isRecord(stored)) return undefined;
			const draft = this.#draftIn(stored);
			this.#draft = JSON.stringify(draft);
			return draft;
		} catch {
			return undefined;
		}
	}

	/** Writes down what is other than this tab read or wrote last: the same again would undo what another tab did. */
	write(draft: Draft): void {
		const written = JSON.stringify(draft);
		if (written === this.#draft) return;
		const stored = JSON.stringify({ ...draft, savedAt: this.#now() });
		try {
			localStorage.setItem(this.#key, stored);
			this.#stored = stored;
			this.#draft = written;
		} catch {
			// Full or forbidden: the draft lasts as long as the page.
		}
	}

	/** Throws it away, unless it is what another tab wrote. */
	clear(): void {
		if (this.isOfAnotherTab) return;
		this.#draft = undefined;
		try {
			localStorage.removeItem(this.#key);
			this.#stored = null;
		} catch {
			// Nothing was kept.
		}
	}

	#draftIn(stored: Record<string, unknown>): Draft {
		const savedAt = typeof stored['savedAt'] === 'number' ? stored['savedAt'] : 0;
		const fresh = this.#now() - savedAt < PICTURES_LAST;
		const audience = stored['audience'];
		return {
			title: text(stored['title']),
			content: text(stored['content']),
			warning: text(stored['warning']),
			// Not a wider one than was chosen: what cannot be read is for nobody else.
			audience: isAudience(audience) ? audience : 'only_me',
			policy: isPolicy(stored['policy']) ? stored['policy'] : 'everyone',
			selected: Array.isArray(stored['selected']) ? stored['selected'].filter(isPerson) : [],
			pictures: fresh && Array.isArray(stored['pictures']) ? stored['pictures'].filter(isPicture) : [],
			poll: pollDraft(stored['poll']),
			attempt: isAttempt(stored['attempt']) ? stored['attempt'] : undefined,
		};
	}
}

/** The pictures of a draft with the descriptions typed so far. */
export function picturesOf(draft: Draft | undefined): readonly Media[] {
	return draft?.pictures.map(({ media, altText }) => ({ ...media, alt_text: altText })) ?? [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function isPicture(value: unknown): value is Draft['pictures'][number] {
	if (!isRecord(value) || typeof value['altText'] !== 'string') return false;
	const media = value['media'];
	return isRecord(media) && typeof media['id'] === 'string' && isRecord(media['variants']);
}

function isPolicy(value: unknown): value is CommentPolicy {
	return COMMENT_POLICIES.some((policy) => policy === value);
}

function isPerson(value: unknown): value is Person {
	return isRecord(value) && typeof value['id'] === 'string' && typeof value['display_name'] === 'string';
}

function isAttempt(value: unknown): value is Attempt {
	if (!isRecord(value) || typeof value['at'] !== 'number') return false;
	return typeof value['key'] === 'string' && typeof value['content'] === 'string';
}
