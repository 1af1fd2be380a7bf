import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

/** Settings as they stand in the environment: `KITH_MEDIA__MAX_VIDEO`. */
type Settings = Readonly<Record<string, string>>;

/** The real binary on a data folder of its own, on a port that nobody else has. */
export class Kith {
	private constructor(
		readonly folder: string,
		/** Where it answers, as `http://127.0.0.1:PORT`. */
		readonly address: string,
		private process: ChildProcess,
		private readonly settings: Settings,
	) {}

	/** Starts the binary that `KITH_BIN` names, with these settings in its environment. */
	static async start(settings: Settings = {}): Promise<Kith> {
		const folder = await mkdtemp(join(tmpdir(), 'kith-e2e-'));
		const { address, process } = await launch(folder, '127.0.0.1:0', settings);
		return new Kith(folder, address, process, settings);
	}

	/** Ends it as `kill -9` does and starts it again under the same address. */
	async crashAndRestart(): Promise<void> {
		this.process.kill('SIGKILL');
		await once(this.process, 'exit');
		const again = await launch(this.folder, this.address.replace('http://', ''), this.settings);
		this.process = again.process;
	}

	/** Ends it and removes what it kept. */
	async stop(): Promise<void> {
		if (this.process.exitCode === null && this.process.signalCode === null) {
			this.process.kill('SIGTERM');
			await once(this.process, 'exit');
		}
		await rm(this.folder, { recursive: true, force: true });
	}

	/** The newest mail to `to` whose text holds `words`; waits until it is written. */
	async mail(to: string, words: string): Promise<string> {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const found = (await this.mails()).findLast((mail) => mail.includes(to) && mail.includes(words));
			if (found !== undefined) return found;
			if (Date.now() > until) throw new Error(`no mail to ${to} that says ${words}`);
			await pause(50);
		}
	}

	private async mails(): Promise<string[]> {
		const folder = join(this.folder, 'mail');
		const names = await readdir(folder).catch(() => []);
		const files = names.filter((name) => name.endsWith('.eml')).sort();
		return Promise.all(files.map(async (name) => readable(await readFile(join(folder, name), 'utf8'))));
	}
}

/** A mail's text with the quoted-printable encoding, where there is one, taken off. */
function readable(mail: string): string {
	if (!mail.includes('quoted-printable')) return mail;
	const joined = mail.replaceAll(/=\r?\n/g, '');
	return joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

async function launch(
	folder: string,
	listen: string,
	settings: Settings,
): Promise<{ address: string; process: ChildProcess }> {
	const binary = process.env['KITH_BIN'];
	if (binary === undefined) throw new Error('KITH_BIN names the binary: run through scripts/e2e');
	const child = spawn(binary, ['serve', '--listen', listen, '--data', folder, '--no-rate-limits'], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { PATH: process.env['PATH'], KITH_LOG__FILTER: 'warn', ...settings },
	});
	const lines = createInterface({ input: child.stdout });
	for await (const line of lines) {
		const address = /answers on (http:\/\/\S+)/.exec(line)?.[1];
		if (address !== undefined) {
			child.stdout.resume();
			return { address, process: child };
		}
	}
	throw new Error('the server ended before it answered');
}
