import { words } from '$lib/words/audience';
import { audienceChoice } from './audience';
import type { LivePost } from './live-post.svelte';
import { policyChoice } from './policy';
import type { Audience, CommentPolicy, Person } from './post';
import type { Posts } from './posts.svelte';

/** Changes who may see a post. `selected` are the people whom it is to name, when the audience is selected people. */
export async function changeAudience(
	posts: Posts,
	post: LivePost,
	audience: Audience,
	selected: readonly Person[] = [],
): Promise<void> {
	if (audience === post.value.audience && audience !== 'selected') return;
	try {
		await posts.edit(post, { audience, selected });
		posts.toasts.done(words.audienceChanged(audienceChoice(audience).label));
	} catch (reason) {
		posts.failed(words.audienceNotChanged, reason, () => changeAudience(posts, post, audience, selected));
	}
}

/** Changes who may comment on a post. */
export async function changePolicy(posts: Posts, post: LivePost, policy: CommentPolicy): Promise<void> {
	if (policy === post.value.comment_policy) return;
	try {
		await posts.edit(post, { comment_policy: policy });
		posts.toasts.done(words.policyChanged(policyChoice(policy).short));
	} catch (reason) {
		posts.failed(words.policyNotChanged, reason, () => changePolicy(posts, post, policy));
	}
}
