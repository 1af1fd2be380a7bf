import { describe, expect, it } from 'vitest';
import { OnePost } from './one-post.svelte';
import { Served, post } from './testing/served';

const served = Served.inEachTest();

describe('the post of a page', () => {
	it('is there at once when it is known, and then as the server has it', async () => {
		served.posts.keep(post());
		served.answers = [{ status: 200, body: post({ content: 'New.' }) }];
		const one = new OnePost(served.posts);
		const loading = one.load('5');
		expect(one.post?.value.content).toBe('Kettle is on.');
		await loading;
		expect(one.post?.value.content).toBe('New.');
	});

	it('stays without a connection, but not when it is gone', async () => {
		served.posts.keep(post());
		served.answers = [new TypeError('Failed to fetch')];
		const one = new OnePost(served.posts);
		await one.load('5');
		expect([one.post?.id, one.problem]).toEqual(['5', undefined]);
		served.answers = [{ status: 404, body: { code: 'not_found' } }];
		await one.load('5');
		expect(one.problem?.status).toBe(404);
	});

	it('says why it is not there, and is asked for again', async () => {
		served.answers = [new TypeError('Failed to fetch'), { status: 200, body: post() }];
		const one = new OnePost(served.posts);
		await one.load('5');
		expect([one.post, one.problem?.isNetwork]).toEqual([undefined, true]);
		await one.load('5');
		expect([one.post?.id, one.problem]).toEqual(['5', undefined]);
	});

	it('is not asked for after it was deleted here', async () => {
		const live = served.posts.keep(post());
		live.deleted = true;
		const one = new OnePost(served.posts);
		await one.load('5');
		expect([one.post, served.asked]).toEqual([live, []]);
	});

	it('is the one that was wanted last', async () => {
		const letGo = served.held();
		served.answers = [
			{ status: 200, body: post({ id: '5' }) },
			{ status: 200, body: post({ id: '6' }) },
		];
		const one = new OnePost(served.posts);
		const first = one.load('5');
		const second = one.load('6');
		letGo();
		await Promise.all([first, second]);
		expect(one.post?.id).toBe('6');
	});
});
