import { createSubscriber } from 'svelte/reactivity';

const EVERY = 30_000;

/** One clock for all times on the page; it ticks only while something shows a time and the page is seen. */
class Clock {
	#subscribe = createSubscriber((update) => {
		const tick = () => {
			if (!document.hidden) update();
		};
		const timer = setInterval(tick, EVERY);
		document.addEventListener('visibilitychange', tick);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', tick);
		};
	});

	/** Milliseconds since 1970; what reads it while rendering is rendered again as time goes by. */
	get now(): number {
		this.#subscribe();
		return Date.now();
	}
}

export const clock = new Clock();
