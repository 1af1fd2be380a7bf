import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** What a path is answered with. */
interface Answer {
	type: string;
	body: string | Buffer;
}

/**
 * A site of this machine under a public name: `snow.example`. A server that was started with `settings` reads its pages,
 * provided that it was built together with the tests, as `scripts/e2e` does; one for members has no such setting.
 */
export class Site {
	/** The paths that were asked for. */
	readonly asked: string[] = [];
	#held: (() => void)[] | undefined;

	private constructor(
		private readonly server: Server,
		private readonly answers: Readonly<Record<string, Answer>>,
	) {
		server.on('request', (request, response) => {
			const path = request.url ?? '';
			this.asked.push(path);
			const answer = () => {
				const { type, body } = this.answers[path] ?? { type: 'text/plain', body: 'Nothing here' };
				response.writeHead(path in this.answers ? 200 : 404, { 'content-type': type }).end(body);
			};
			if (this.#held) this.#held.push(answer);
			else answer();
		});
	}

	static async open(answers: Readonly<Record<string, Answer>>): Promise<Site> {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		return new Site(server, answers);
	}

	get settings(): Readonly<Record<string, string>> {
		const { port } = this.server.address() as AddressInfo;
		return { TEST_NET_SITE: `snow.example=127.0.0.1:${port}` };
	}

	/** Lets whoever asks wait, until what it gives is called. */
	hold(): () => void {
		const held: (() => void)[] = [];
		this.#held = held;
		return () => {
			this.#held = undefined;
			for (const answer of held) answer();
		};
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}
