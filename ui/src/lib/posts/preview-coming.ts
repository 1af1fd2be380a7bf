import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { pieces } from '$lib/text/pieces';
import { moment, type LivePost } from './live-post.svelte';
import type { LinkPreview } from './post';

/** After which times, in milliseconds, to ask for the preview of a post that was just written. */
const ASKS = [1_000, 1_500, 2_500, 5_000, 10_000] as const;

/**
 * What shows the address in a post that was just written where its preview will be, and later the preview, once the server
 * has read the page. The address stays where none comes: nothing on the page moves. An edit that leaves the address that the
 * text had `before` leaves the preview as it is, or as it was taken away. Undefined where no preview will come.
 */
export async function roomFor(content: string, before = ''): Promise<((post: LivePost) => void) | undefined> {
	const plain = addressIn(content);
	if (!plain || plain.url === addressIn(before)?.url || !(await areMade())) return undefined;
	return (post) => {
		// It came with the post, or the post says something else by now.
		if (post.value.link_preview || addressIn(post.value.content)?.url !== plain.url) return;
		post.patch({ link_preview: plain });
		void follow(post, plain);
	};
}

async function follow(post: LivePost, plain: LinkPreview): Promise<void> {
	for (const wait of ASKS) {
		await new Promise((done) => setTimeout(done, wait));
		// The preview is there, or the post was changed or read anew meanwhile.
		if (post.value.link_preview !== plain) return;
		const askedAt = moment();
		const now = await answer(call(api.GET('/posts/{id}', { params: { path: { id: post.id } } })));
		if (now?.link_preview) post.learn(now, askedAt);
	}
}

/** The first address in a text that leads to another site, as a preview that says nothing yet. */
function addressIn(text: string): LinkPreview | undefined {
	const link = pieces(text, location.origin).find((piece) => piece.kind === 'link');
	if (!link?.outside) return undefined;
	const host = new URL(link.href).hostname.replace(/^www\./, '');
	return { url: link.href, host, title: '', description: '', image: null };
}

async function areMade(): Promise<boolean> {
	return (await answer(call(api.GET('/site'))))?.link_previews ?? false;
}

/** What the server said; undefined when it said nothing of use. */
async function answer<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (reason) {
		if (!(reason instanceof Problem)) throw reason;
		return undefined;
	}
}
