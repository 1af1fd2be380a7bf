import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';
import { PagedList } from '$lib/ui/list/paged-list.svelte';

export type OwnUpload = components['schemas']['OwnUpload'];
type UploadsPage = components['schemas']['UploadsPage'];

const PAGE = 30;

/** One's own uploads, newest first, page by page, with what all of them come to. */
export class OwnUploads extends PagedList<OwnUpload> {
	/** How many there are altogether. */
	count = $state(0);
	/** What is stored of all of them. */
	bytes = $state(0);

	/** Removes one that is used nowhere; what it was comes back, and the reason with it, when that fails. */
	async remove(upload: OwnUpload): Promise<Problem | undefined> {
		const before = this.items;
		const take = (sign: 1 | -1) => {
			this.count += sign;
			this.bytes += sign * upload.bytes;
		};
		this.items = before.filter((other) => other !== upload);
		take(-1);
		try {
			await call(api.DELETE('/media/{id}', { params: { path: { id: upload.media.id } } }));
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			// Gone already is what was wanted.
			if (reason.status === 404) return undefined;
			this.items = before;
			take(1);
			return reason;
		}
		return undefined;
	}

	protected override ask(cursor: string | undefined, signal: AbortSignal): Promise<UploadsPage> {
		return call(api.GET('/me/uploads', { params: { query: { limit: PAGE, cursor } }, signal }));
	}

	protected override idOf({ media }: OwnUpload): string {
		return media.id;
	}

	protected override came(page: UploadsPage): void {
		this.count = page.total_count;
		this.bytes = page.total_bytes;
	}
}
