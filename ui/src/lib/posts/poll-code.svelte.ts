import type PostPoll from './components/PostPoll.svelte';

/** What polls are drawn with, fetched once a page shows one. */
class PollCode {
	Component = $state.raw<typeof PostPoll>();
	isMissing = $state(false);

	async load(): Promise<void> {
		if (this.Component) return;
		this.isMissing = false;
		try {
			this.Component = (await import('./components/PostPoll.svelte')).default;
		} catch {
			this.isMissing = true;
		}
	}
}

export const pollCode = new PollCode();
