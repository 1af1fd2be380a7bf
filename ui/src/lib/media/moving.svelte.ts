import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { moving, type Media } from './media';

/** After which times, in milliseconds, to ask whether the moving rendition is made. */
const ASKS = [1_500, 2_000, 3_000, 5_000, 8_000, 13_000, 21_000] as const;

/** One GIF on the page: plays unless its viewer or their system asks for stillness. */
export class MovingPicture {
	#wanted = $state(!prefersStillness());
	#finished = $state.raw<Media>();
	readonly #given: () => Media;

	constructor(given: () => Media) {
		this.#given = given;
	}

	/** The picture as it is known now. */
	get media(): Media {
		const given = this.#given();
		return this.#finished?.id === given.id ? this.#finished : given;
	}

	/** Whether there is something to play or to pause. */
	get canPlay(): boolean {
		return moving(this.media) !== undefined;
	}

	get plays(): boolean {
		return this.#wanted && this.canPlay;
	}

	toggle(): void {
		this.#wanted = !this.#wanted;
	}

	/** Waits for the moving rendition of a fresh GIF; gives back what ends the waiting. */
	await(): () => void {
		if (this.media.kind !== 'gif' || this.media.status !== 'processing') return () => undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const ask = (turn: number) => {
			const wait = ASKS[turn];
			if (wait !== undefined)
				timer = setTimeout(() => void this.#look().then((done) => done || ask(turn + 1)), wait);
		};
		ask(0);
		return () => clearTimeout(timer);
	}

	async #look(): Promise<boolean> {
		const { id } = this.#given();
		try {
			const media = await call(api.GET('/media/{id}', { params: { path: { id } } }));
			if (media.status === 'processing') return false;
			this.#finished = media;
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			return !reason.isPassing;
		}
	}
}

function prefersStillness(): boolean {
	return globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}
