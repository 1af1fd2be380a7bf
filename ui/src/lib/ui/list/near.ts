import type { Attachment } from 'svelte/attachments';

/** Calls `reached` when the element comes as close as `ahead` pixels below what is seen: at the end of a list, for more. */
export function near(ahead: number, reached: () => unknown): Attachment<HTMLElement> {
	return (element) => {
		const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && void reached(), {
			rootMargin: `0px 0px ${ahead}px 0px`,
		});
		observer.observe(element);
		return () => observer.disconnect();
	};
}
