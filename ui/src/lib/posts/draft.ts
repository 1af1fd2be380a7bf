import { isRecord } from '$lib/api/record';
import { isMedia, type Media } from '$lib/media/media';
import { Typed } from '$lib/ui/field/typed';
import { attemptIn, audienceIn, groupIn, peopleIn, textIn, type Attempt } from './kept';
import { pollDraft, type PollDraft } from './poll-form.svelte';
import { COMMENT_POLICIES, type Audience, type CommentPolicy, type Group, type Person } from './post';

/** A post that is not written to its end, as this browser keeps it. */
export interface Draft {
	title: string;
	content: string;
	/** What is said before it is shown. */
	warning: string;
	audience: Audience;
	/** The group in which it is to be; none for one's own profile. */
	group: Group | undefined;
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

	/** `group` is the id of the group whose page it is written on: each of them keeps one. */
	constructor(memberId: string, now: () => number = Date.now, group?: string) {
		this.#memberId = memberId;
		this.#key = `kith:draft:${memberId}${group ? `/${group}` : ''}`;
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
		return {
			title: textIn(stored['title']),
			content: textIn(stored['content']),
			warning: textIn(stored['warning']),
			audience: audienceIn(stored['audience']),
			group: groupIn(stored['group']),
			policy: isPolicy(stored['policy']) ? stored['policy'] : 'everyone',
			selected: peopleIn(stored['selected']),
			pictures: fresh && Array.isArray(stored['pictures']) ? stored['pictures'].filter(isPicture) : [],
			poll: pollDraft(stored['poll']),
			attempt: attemptIn(stored['attempt']),
		};
	}
}

/** The pictures of a draft with the descriptions typed so far. */
export function picturesOf(draft: Draft | undefined): readonly Media[] {
	return draft?.pictures.map(({ media, altText }) => ({ ...media, alt_text: altText })) ?? [];
}

function isPicture(value: unknown): value is Draft['pictures'][number] {
	if (!isRecord(value) || typeof value['altText'] !== 'string') return false;
	return isMedia(value['media']);
}

function isPolicy(value: unknown): value is CommentPolicy {
	return COMMENT_POLICIES.some((policy) => policy === value);
}
