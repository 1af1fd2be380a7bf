import { call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { find, type Found } from './found';

/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 160;
const AT_MOST = 6;

/** What is found while one types. Only the answer to what was typed last counts; an older question is given up. */
export class QuickSearch {
	items = $state.raw<readonly Found[]>([]);
	status = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
	/** What the items were asked for with. */
	foundFor = $state('');
	#wanted = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#under: AbortController | undefined;

	/** Takes what stands in the field now. */
	type(text: string): void {
		const q = text.trim();
		if (q === this.#wanted) return;
		this.#wanted = q;
		this.stop();
		if (!q) {
			this.items = [];
			this.foundFor = '';
			this.status = 'idle';
			return;
		}
		this.status = 'loading';
		this.#timer = setTimeout(() => void this.ask(), PAUSE);
	}

	/** Asks for what was typed last, again after a failure. */
	async ask(): Promise<void> {
		const q = this.#wanted;
		if (!q) return;
		const under = new AbortController();
		this.#under = under;
		this.status = 'loading';
		try {
			const page = await call(find(q, AT_MOST, under.signal));
			if (under.signal.aborted) return;
			this.items = page.items.map(({ user }) => user);
			this.foundFor = q;
			this.status = 'ready';
		} catch (reason) {
			if (under.signal.aborted) return;
			if (!(reason instanceof Problem)) throw reason;
			this.items = [];
			this.status = 'failed';
		}
	}

	/** Gives up what is on its way. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#under?.abort();
	}
}
