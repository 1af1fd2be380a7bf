import { createContext } from 'svelte';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { Uploads } from '$lib/media/uploads.svelte';
import { FormState } from '$lib/ui/field/form.svelte';
import { words as pictureWords } from '$lib/words/media';
import { words } from '$lib/words/posts';
import type { AudienceHabit } from './audience';
import { changes, contentOf, type Content } from './changes';
import { byPlace, wrongIn } from './complaints';
import { DraftStore, picturesOf, type Draft } from './draft';
import { attemptFor, type Attempt } from './kept';
import type { LivePost } from './live-post.svelte';
import { PollForm } from './poll-form.svelte';
import { PICTURES_MAX, type Audience, type CommentPolicy, type Group, type Person } from './post';
import type { Posts } from './posts.svelte';
import { expectPreview } from './preview';

/** Where a post is written or changed. There is one, and its draft waits in it while it is closed. */
export class Composer {
	isOpen = $state(false);
	/** The files are picked as soon as it is open. */
	picksFiles = $state(false);
	title = $state('');
	content = $state('');
	hasTitle = $state(false);
	/** What is said before the post is shown. */
	warning = $state('');
	hasWarning = $state(false);
	audience = $state<Audience>('public');
	/** The group in which the post is to be, or is; none for one's own profile. */
	group = $state.raw<Group>();
	policy = $state<CommentPolicy>('everyone');
	/** Whom the post names, when it is for selected people. */
	selected = $state.raw<readonly Person[]>([]);
	/** What the readers of a new post are asked. */
	poll = $state.raw<PollForm>();
	/** The post that is being changed; none while a new one is written. */
	editing = $state.raw<LivePost>();
	readonly form = new FormState();
	uploads = $state.raw(new Uploads(PICTURES_MAX));
	/** Its content is on its way as it was: what would be typed now would be lost. */
	isSending = $state(false);
	/** What the post that is being changed said when it was opened. */
	#opened: Content | undefined;
	#before = '';
	/** The pictures of the draft, while a post is changed: they go on uploading. */
	#aside: Uploads | undefined;
	#attempt: Attempt | undefined;
	readonly #posts: Posts;
	readonly #drafts: DraftStore;
	readonly #habit: AudienceHabit;
	readonly #published: (post: LivePost) => void;
	/** The group in which everything goes that is written here. */
	readonly #fixed: Group | undefined;

	constructor(
		posts: Posts,
		drafts: DraftStore,
		habit: AudienceHabit,
		published: (post: LivePost) => void,
		group?: Group,
	) {
		this.#fixed = group;
		this.#posts = posts;
		this.#drafts = drafts;
		this.#habit = habit;
		this.#published = published;
		this.#recall();
	}

	/** Whether what is being changed shares another post: it has words of its own, and nothing else. */
	get isShare(): boolean {
		return this.editing?.value.is_share ?? false;
	}

	/** Whether it is chosen here where the post goes. */
	get choosesPlace(): boolean {
		return !this.editing && !this.#fixed;
	}

	/** Whether there is something to post. */
	get hasSubstance(): boolean {
		return this.isShare || this.content.trim() !== '' || this.uploads.list.length > 0;
	}

	/** Whether closing would lose something, or leave it lying. */
	get isDirty(): boolean {
		if (this.editing) return this.#snapshot() !== this.#before;
		return this.hasSubstance || this.poll !== undefined || Boolean((this.title + this.warning).trim());
	}

	/** Opens for a new post, with the draft that waits. */
	write(options: { files?: readonly File[]; pick?: boolean } = {}): void {
		if (this.editing) this.#leaveEdit();
		this.follow();
		if (!this.isDirty) {
			this.audience = this.#habit.defaultAudience;
			this.group = this.#fixed;
		}
		this.picksFiles = options.pick ?? false;
		this.isOpen = true;
		if (options.files) this.addFiles(options.files);
	}

	/** Opens for changing a post; a draft of a new one waits meanwhile. */
	edit(post: LivePost): void {
		if (this.editing) this.#leaveEdit();
		this.save();
		this.#aside = this.uploads;
		this.uploads = new Uploads(PICTURES_MAX);
		this.form.clear();
		const { title, content, content_warning, audience, media, selected, comment_policy, group } =
			post.value;
		this.editing = post;
		this.title = title ?? '';
		this.hasTitle = Boolean(title);
		this.warning = content_warning ?? '';
		this.hasWarning = Boolean(content_warning);
		this.content = content;
		this.audience = audience;
		this.group = group ?? undefined;
		this.policy = comment_policy;
		this.selected = selected ?? [];
		this.poll = undefined;
		this.uploads.fill(media, true);
		this.#opened = contentOf(this);
		this.#before = this.#snapshot();
		this.#resume(post);
		this.picksFiles = false;
		this.isOpen = true;
	}

	/** Takes up the words that were typed when the session ended before they were saved. */
	#resume(post: LivePost): void {
		const { title, content, warning } = this.#drafts.ofPost(post.id).read();
		if (typeof title !== 'string' || typeof content !== 'string') return;
		Object.assign(this, { title, content, hasTitle: title !== '' });
		if (typeof warning === 'string') Object.assign(this, { warning, hasWarning: warning !== '' });
	}

	addFiles(files: readonly File[]): void {
		if (this.isShare) return;
		this.form.mend('media');
		this.form.mend('content');
		const leftOut = this.uploads.add(files);
		if (leftOut > 0) void this.form.reject(new Map([['media', pictureWords.tooMany(PICTURES_MAX)]]));
	}

	/** Takes over what another tab did to the draft, unless something is being written here. */
	follow(): void {
		if (this.isOpen || this.editing || this.uploads.busy || !this.#drafts.isOfAnotherTab) return;
		this.#recall();
	}

	/** Closes and keeps the draft for later. */
	keepDraft(): void {
		this.save();
		this.isOpen = false;
	}

	/** Closes and forgets what was written, or changed. */
	discard(): void {
		this.isOpen = false;
		this.uploads.discard();
		if (this.editing) {
			this.#leaveEdit();
			return;
		}
		this.#drafts.clear();
		this.#recall();
	}

	/** Writes the draft down, so that it is still there after a reload; of a post that is changed, the words. */
	save(): void {
		if (this.editing) {
			const { title, content, warning } = this;
			this.#drafts.ofPost(this.editing.id).write(this.isDirty ? { title, content, warning } : {});
			return;
		}
		if (!this.isDirty) {
			this.#drafts.clear();
			return;
		}
		const { title, content, warning, audience, group, policy, selected } = this;
		this.#drafts.write({
			...{ title, content, warning, audience, group, policy, selected },
			pictures: this.uploads.list.flatMap(({ media, altText }) => (media ? [{ media, altText }] : [])),
			poll: this.poll?.draft,
			attempt: this.#attempt,
		});
	}

	/** Posts, or saves the change, once; what is wrong stands in `form`. True when it is done. */
	async submit(form?: HTMLElement): Promise<boolean> {
		if (this.form.busy) return false;
		const wrong = this.#wrong();
		if (wrong.size > 0) {
			await this.form.reject(wrong, form);
			return false;
		}
		const done = await this.form.submit(() => this.#send(), form);
		if (done) this.isOpen = false;
		return done;
	}

	#wrong(): ReadonlyMap<string, string> {
		const wrong = wrongIn(this);
		if (!this.hasSubstance) wrong.set('content', words.empty);
		for (const [field, complaint] of this.poll?.wrong() ?? []) wrong.set(field, complaint);
		return wrong;
	}

	async #send(): Promise<void> {
		await this.uploads.settled();
		if (this.uploads.failed.length > 0) {
			throw new Problem(422, 'validation', '', new Map([['media', words.uploadsFailed]]));
		}
		this.isSending = true;
		try {
			await (this.editing ? this.#change(this.editing) : this.#publish());
		} catch (reason) {
			if (reason instanceof Problem) throw byPlace(reason, this.selected, this.uploads);
			throw reason;
		} finally {
			this.isSending = false;
		}
	}

	async #change(post: LivePost): Promise<void> {
		const now = contentOf(this);
		const change = changes(this.#opened ?? now, now, this.selected);
		const makeRoom = expectPreview(now.content, this.#opened?.content);
		if (Object.keys(change).length > 0) await this.#posts.edit(post, change);
		makeRoom(post);
		this.uploads.keep();
		this.#leaveEdit();
	}

	async #publish(): Promise<void> {
		const body = contentOf(this);
		this.#attempt = attemptFor(JSON.stringify([body, this.poll?.draft]), this.#attempt);
		this.save();
		const { key, at } = this.#attempt;
		const params = { header: { 'Idempotency-Key': key } };
		const asked = this.poll && { poll: this.poll.body(at) };
		const makeRoom = expectPreview(body.content);
		const post = this.#posts.keep(
			await call(api.POST('/posts', { params, body: { ...body, ...asked } })),
		);
		if (!this.group) this.#habit.choseAudience(this.audience);
		this.uploads.keep();
		this.#drafts.clear();
		this.#recall();
		makeRoom(post);
		this.#published(post);
	}

	#leaveEdit(): void {
		if (this.editing) this.#drafts.ofPost(this.editing.id).forget();
		this.editing = undefined;
		this.uploads = this.#aside ?? new Uploads(PICTURES_MAX);
		this.#aside = undefined;
		if (this.#drafts.isOfAnotherTab && !this.uploads.busy) this.#recall();
		else this.#recallText();
	}

	/** Begins with the draft that this browser has, or with none. */
	#recall(): void {
		const pictures = picturesOf(this.#recallText());
		this.uploads.keep();
		this.uploads.fill(pictures, false);
	}

	/** Begins with the words of the draft that this browser has, or with none. */
	#recallText(): Draft | undefined {
		const draft = this.#drafts.read();
		this.form.clear();
		this.title = draft?.title ?? '';
		this.hasTitle = this.title !== '';
		this.warning = draft?.warning ?? '';
		this.hasWarning = this.warning !== '';
		this.content = draft?.content ?? '';
		this.audience = draft?.audience ?? this.#habit.defaultAudience;
		this.group = this.#fixed ?? draft?.group;
		this.policy = draft?.policy ?? 'everyone';
		this.selected = draft?.selected ?? [];
		this.poll = draft?.poll && new PollForm(draft.poll);
		this.#attempt = draft?.attempt;
		return draft;
	}

	/** Everything that can be changed, to tell whether it was. */
	#snapshot(): string {
		return JSON.stringify([contentOf(this), this.uploads.list.map(({ key }) => key), this.poll?.draft]);
	}
}

export const [useComposer, provideComposer] = createContext<Composer>();
