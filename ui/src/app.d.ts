declare global {
	namespace App {
		interface Error {
			message: string;
			/** No answer came, so nothing is known about the page itself. */
			unreachable?: boolean;
		}
	}

	interface Window {
		/** Requests begun by the inline script of `app.html`, before the application is there. */
		kithBoot?: { session?: Promise<Response> };
	}
}

export {};
