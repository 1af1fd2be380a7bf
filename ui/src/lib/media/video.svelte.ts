import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { variant, type Media } from './media';

/** After which times, in milliseconds, to ask how far a video is; the last one goes on for ever. */
const ASKS = [1_500, 2_000, 3_000, 5_000] as const;

/** One video on the page: what is known of it now. */
export class Video {
	#newer = $state.raw<Media>();
	readonly #given: () => Media;

	constructor(given: () => Media) {
		this.#given = given;
	}

	get media(): Media {
		const given = this.#given();
		return this.#newer?.id === given.id && given.status === 'processing' ? this.#newer : given;
	}

	/** Where it is, once it can be played. */
	get source(): string | undefined {
		return this.media.status === 'ready' ? variant(this.media, 'video') : undefined;
	}

	/** Asks how far it is until it is finished, while the page is seen; gives back what ends the asking. */
	follow(): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const ask = (turn: number) => {
			if (this.media.status !== 'processing') return;
			const wait = ASKS[Math.min(turn, ASKS.length - 1)];
			timer = setTimeout(() => void this.#look().then((ended) => ended || ask(turn + 1)), wait);
		};
		ask(0);
		return () => clearTimeout(timer);
	}

	/** True when nothing more is to be expected. */
	async #look(): Promise<boolean> {
		if (document.hidden) return false;
		const { id } = this.#given();
		try {
			this.#newer = await call(api.GET('/media/{id}', { params: { path: { id } } }));
			return false;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			return !reason.isPassing;
		}
	}
}

let playing: HTMLVideoElement | undefined;

/** One video plays at a time, and none that is out of sight. */
export function alone(video: HTMLVideoElement): () => void {
	const begun = () => {
		if (playing !== video) playing?.pause();
		playing = video;
	};
	const observer = new IntersectionObserver(([seen]) => {
		if (seen && !seen.isIntersecting && !document.fullscreenElement && !document.pictureInPictureElement)
			video.pause();
	});
	video.addEventListener('play', begun);
	observer.observe(video);
	return () => {
		video.removeEventListener('play', begun);
		observer.disconnect();
		video.pause();
		if (playing === video) playing = undefined;
	};
}

/** How long something plays, as players write it: 0:07, 12:30, 1:02:03. */
export function clock(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	const two = (part: number) => String(part).padStart(2, '0');
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor(whole / 60) % 60;
	return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
