import { render, screen } from '@testing-library/svelte';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Media } from '$lib/media/media';
import { prepare } from '$lib/text/written.svelte';
import { LivePost } from '../live-post.svelte';
import type { Post } from '../post';
import Preview from '../testing/Preview.svelte';
import { media, post } from '../testing/composer';

beforeAll(() => prepare(['**bold**']));

const author = { id: '2', handle: 'ana', display_name: 'Ana Sousa' } as Post['author'];
const video = (id: string) => ({ ...media(id), kind: 'video' }) as Media;

function show(value: Partial<Post>): HTMLElement {
	const live = new LivePost(post({ author, mentions: [], content_warning: null, ...value }));
	return render(Preview, { post: live }).container;
}

describe('what is going to be inside of a share', () => {
	it('is written as it is in the post, and never folds', () => {
		const shown = show({
			content: `**bold** and [a page](https://snow.example/a)\n\n${'- line\n'.repeat(9)}`,
		});
		expect(shown.querySelector('strong')?.textContent).toBe('bold');
		expect(screen.getByRole('link', { name: 'a page' }).getAttribute('rel')).toContain('nofollow');
		expect(screen.queryByRole('button')).toBeNull();
	});

	it.each([
		[[media('1')], ''],
		[[video('1')], '1 video'],
		[[media('1'), media('2')], '2 pictures'],
		[[media('1'), video('2'), video('3')], '1 picture, 2 videos'],
	])('says what is attached where one picture does not (%#)', (attached, says) => {
		const shown = show({ content: '', media: attached });
		const said = [...shown.querySelectorAll('p')].map(({ textContent }) => textContent.trim());
		expect(said.slice(1).join()).toBe(says);
	});

	it('is covered where the post is', () => {
		const shown = show({ content: 'Spiders', content_warning: 'Many legs', media: [video('1')] });
		expect(shown.textContent).toContain('Many legs');
		expect(shown.textContent).not.toContain('Spiders');
		expect(shown.querySelector('img')).toBeNull();
	});
});
