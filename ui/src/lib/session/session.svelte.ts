import { createContext } from 'svelte';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

export type SessionView = components['schemas']['SessionView'];
type Audience = SessionView['settings']['default_audience'];
export type Me = SessionView['user'];

/** Remembered in this browser only: who was logged in last, so that it is worth asking before anything is drawn. */
const REMEMBERED = 'kith:member';

/** Who is looking: unknown until the server was asked once, then a member or a guest. */
export class Session {
	#view = $state.raw<SessionView | null>(null);
	#over = $state(false);
	#asked: Promise<void> | undefined;
	readonly #startOver: () => void;
	readonly #lastThings = new Set<() => Promise<unknown>>();

	/** `startOver` is for when somebody else is logged in all of a sudden: nothing on the page is theirs. */
	constructor(startOver: () => void = () => location.reload()) {
		this.#startOver = startOver;
	}

	/** The member who is logged in; null for a guest. */
	get user(): Me | null {
		return this.#over ? null : (this.#view?.user ?? null);
	}

	/**
	 * The member who is logged in, where a guest cannot be: on every page behind the guard. After the session is over
	 * it is still who was there, for the page that is being left.
	 */
	get me(): Me {
		if (!this.#view) throw new Error('This page needs a member, and its guard let a guest through');
		return this.#view.user;
	}

	/** Everything the session endpoint tells: counts and settings beside the user. */
	get view(): SessionView | null {
		return this.#over ? null : this.#view;
	}

	/**
	 * Asks the server once who is logged in; a guest's page asks again when another tab has logged in. Throws a
	 * {@link Problem} when it cannot be reached, and asks again next time.
	 */
	load(): Promise<void> {
		if (this.#over && remembered() !== null) this.#asked = undefined;
		this.#asked ??= this.#begin(false);
		return this.#asked;
	}

	/** Asks again, after something about the user changed (log in, new avatar, email verified). */
	async reload(): Promise<void> {
		this.#asked = this.#begin(true);
		await this.#asked;
	}

	/** Looks again at counts and settings; when the server cannot be reached, they stay as they are. */
	async refresh(): Promise<void> {
		try {
			this.#take(await call(api.GET('/auth/session')));
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		}
	}

	/** Whether this browser was logged in last time: worth asking before a page for guests is drawn. */
	get isRemembered(): boolean {
		return remembered() !== null;
	}

	/** Shows a change of one's own profile at once, everywhere. */
	patch(change: Partial<Me>): void {
		if (!this.#view) return;
		const closes = change.is_private === true && !this.#view.user.is_private;
		this.#view = { ...this.#view, user: { ...this.#view.user, ...change } };
		// The server does the same when a profile becomes private.
		if (closes && ['public', 'unlisted'].includes(this.defaultAudience)) this.choseAudience('followers');
	}

	/** Requests were answered: that many fewer wait to be seen. */
	decided(follow: number, friend: number): void {
		if (!this.#view || follow + friend === 0) return;
		const { unread } = this.#view;
		const follow_requests = Math.max(0, unread.follow_requests - follow);
		const friend_requests = Math.max(0, unread.friend_requests - friend);
		this.#view = { ...this.#view, unread: { ...unread, follow_requests, friend_requests } };
	}

	/** The audience that the next post starts with. */
	get defaultAudience(): Audience {
		return this.#view?.settings.default_audience ?? 'public';
	}

	/** A post was published: its audience is the next one's, but for people named one by one, as the server keeps it. */
	choseAudience(audience: Audience): void {
		if (!this.#view || audience === 'selected') return;
		const settings = { ...this.#view.settings, default_audience: audience };
		this.#view = { ...this.#view, settings };
	}

	/** Has `task` done before the member logs out by themselves, while the server still knows them; gives back what stops it. */
	beforeLogOut(task: () => Promise<unknown>): () => void {
		this.#lastThings.add(task);
		return () => this.#lastThings.delete(task);
	}

	/** Ends the session on the server and here. Throws when the server was not reached: then one is still logged in. */
	async logOut(): Promise<void> {
		await Promise.allSettled([...this.#lastThings].map((task) => task()));
		try {
			await call(api.POST('/auth/logout'));
		} catch (reason) {
			// Logged out already is what was wanted.
			if (!(reason instanceof Problem && reason.status === 401)) throw reason;
		}
		this.end();
	}

	/** The session is over, wherever it was ended. */
	end(): void {
		this.#over = true;
		this.#asked = Promise.resolve();
		remember(null);
		// What the page has asked ahead was for the one who is gone.
		delete window.kithBoot;
	}

	#begin(sure: boolean): Promise<void> {
		return this.#ask(sure).catch((reason: unknown) => {
			this.#asked = undefined;
			throw reason;
		});
	}

	#take(view: SessionView): void {
		if (this.user && this.user.id !== view.user.id) {
			this.#startOver();
			return;
		}
		this.#view = view;
		this.#over = false;
		remember(view.user.id);
	}

	/** Asks the server; `sure` when there was a session a moment ago. */
	async #ask(sure: boolean): Promise<void> {
		try {
			if (!sure && remembered() === null && !(await call(api.GET('/site'))).logged_in) {
				// Asking for the session of a guest is an error to the browser, which says so in its console.
				this.#over = true;
				return;
			}
			this.#take(await call(api.GET('/auth/session')));
		} catch (reason) {
			if (!(reason instanceof Problem && reason.status === 401)) throw reason;
			this.end();
		}
	}
}

/** The id of the member who was logged in last. */
function remembered(): string | null {
	try {
		return localStorage.getItem(REMEMBERED);
	} catch {
		return null;
	}
}

function remember(id: string | null): void {
	try {
		if (id === null) localStorage.removeItem(REMEMBERED);
		else localStorage.setItem(REMEMBERED, id);
	} catch {
		// A browser that keeps nothing asks later, and works all the same.
	}
}

/** Calls `listener` when another tab of this browser logs out (null) or in, with the id of who is there now. */
export function onMemberElsewhere(listener: (id: string | null) => void): () => void {
	const hear = (event: StorageEvent) => {
		if (event.key === REMEMBERED) listener(event.newValue);
	};
	addEventListener('storage', hear);
	return () => removeEventListener('storage', hear);
}

export const [useSession, provideSession] = createContext<Session>();
