import { render, screen } from '@testing-library/svelte';
import type { ComponentProps } from 'svelte';
import type { Session } from '$lib/session/session.svelte';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { AuthorMenu } from '$lib/ui/person/author-menu';
import type { Comment } from '../comment';
import type CommentSection from '../components/CommentSection.svelte';
import SectionPage from './Section.svelte';
import { json, me, page, Server } from './world';

/** Everything below a post, on a page of its own. */
export class Section extends Server {
	readonly toasts = new Toasts();
	readonly about: AuthorMenu = {
		look: () => Promise.resolve(),
		choices: () => undefined,
		isUnknown: () => false,
	};
	#rerender: ReturnType<typeof render<typeof SectionPage>>['rerender'] | undefined;

	/** Shows these as the first page, and waits for them; without any, what is asked for first gets the next answer. */
	async show(
		comments: readonly Comment[],
		change: Partial<ComponentProps<typeof CommentSection>> = {},
		cursor: string | null = null,
	): Promise<void> {
		if (comments.length > 0) this.answers.unshift(json(200, page(comments, cursor)));
		const session = { me } as Session;
		const { toasts, about } = this;
		const shown = render(SectionPage, { session, toasts, about, section: section(change) });
		this.#rerender = shown.rerender;
		const [first] = comments;
		if (first) await screen.findByText(first.content ?? '');
	}

	/** The page as it is when something about it is different. */
	async change(change: Partial<ComponentProps<typeof CommentSection>>): Promise<void> {
		await this.#rerender?.({ section: section(change) });
	}
}

const section = (change: Partial<ComponentProps<typeof CommentSection>>) => ({
	post: '9',
	author: { id: '3', handle: 'cid', display_name: 'Cid Roy' } as never,
	audience: 'public' as const,
	policy: 'everyone' as const,
	open: true,
	wanted: {},
	writes: 0,
	oncount: () => undefined,
	watch: () => () => undefined,
	...change,
});
