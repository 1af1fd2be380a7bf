/** Shorter than this is not worth a word. */
const PATIENCE = 2_000;
/** How long “back” is said. */
const RELIEF = 4_000;

/** Whether the browser has a network, told the way a person would: late, and once more when it is back. */
export class Connection {
	#said = $state<'nothing' | 'offline' | 'back'>('nothing');
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** What to say about it now. */
	get said(): 'nothing' | 'offline' | 'back' {
		return this.#said;
	}

	/** Listens until what it gives back is called. */
	watch(): () => void {
		const lost = () => this.#later(PATIENCE, 'offline');
		const found = () => {
			if (this.#said === 'nothing') {
				clearTimeout(this.#timer);
				return;
			}
			this.#said = 'back';
			this.#later(RELIEF, 'nothing');
		};
		addEventListener('offline', lost);
		addEventListener('online', found);
		if (!navigator.onLine) lost();
		return () => {
			removeEventListener('offline', lost);
			removeEventListener('online', found);
			clearTimeout(this.#timer);
		};
	}

	#later(wait: number, said: 'nothing' | 'offline'): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.#said = said), wait);
	}
}
