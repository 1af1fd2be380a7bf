import { createContext } from 'svelte';
import type { LivePost } from './live-post.svelte';

/** Where sharing begins. What shares is loaded with the first post that is to be shared. */
export class Sharing {
	/** The post that is to be shared, until the dialog has taken it. */
	wanted = $state.raw<LivePost>();
	/** Told of each share. */
	readonly published: (share: LivePost) => void;

	constructor(published: (share: LivePost) => void) {
		this.published = published;
	}

	open(post: LivePost): void {
		this.wanted = post;
	}
}

export const [useSharing, provideSharing] = createContext<Sharing>();
