declare global {
	namespace App {
		interface Error {
			message: string;
			/** No answer came, so nothing is known about the page itself. */
			unreachable?: boolean;
		}

		interface PageState {
			/** What was typed as email on the page before, for the next one to begin with. */
			login?: string;
		}
	}

	interface Window {
		/** Requests begun by the inline script of `app.html`, before the application is there, by path. */
		kithBoot?: Map<string, Promise<Response>>;
	}
}

export {};
