import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PictureFile } from './pictures';

/** A film of a test picture and a tone, made by ffmpeg: WebM that the browser can show before it is uploaded. */
export function film(name: string, seconds: number, size = '640x360'): PictureFile {
	const folder = mkdtempSync(join(tmpdir(), 'kith-film-'));
	try {
		const path = join(folder, 'film.webm');
		const picture = `testsrc=size=${size}:rate=15:duration=${seconds}`;
		execFileSync('ffmpeg', [
			...['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', picture],
			...['-f', 'lavfi', '-i', `sine=duration=${seconds}`],
			...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus', path],
		]);
		return { name, mimeType: 'video/webm', buffer: readFileSync(path) };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
