import { beforeEach, describe, expect, it, vi } from 'vitest';
import { oneControlAtATime } from './double-click';

const button = (name: string) => {
	const made = document.createElement('button');
	made.append(name);
	document.body.append(made);
	return made;
};

const click = (target: Element, detail: number) =>
	target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));

describe('a double click', () => {
	beforeEach(() => {
		const listener = oneControlAtATime();
		document.addEventListener('click', listener, { capture: true });
		return () => {
			document.removeEventListener('click', listener, { capture: true });
			document.body.replaceChildren();
		};
	});

	it('does not press what took the place of what it pressed first', () => {
		const follow = button('Follow');
		const unfollow = vi.fn();
		follow.addEventListener('click', () => {
			follow.remove();
			button('Unfollow').addEventListener('click', unfollow);
		});
		click(follow, 1);
		const now = document.querySelector('button') as Element;
		expect(click(now, 2)).toBe(false);
		expect(unfollow).not.toHaveBeenCalled();
		click(now, 1);
		expect(unfollow).toHaveBeenCalledOnce();
	});

	it('presses the same button twice, wherever in it the pointer is', () => {
		const next = button('Next');
		const icon = document.createElement('span');
		next.append(icon);
		const pressed = vi.fn();
		next.addEventListener('click', pressed);
		click(next, 1);
		click(icon, 2);
		click(next, 3);
		expect(pressed).toHaveBeenCalledTimes(3);
	});

	it('selects words and leaves what is pressed by key alone', () => {
		const text = document.createElement('p');
		document.body.append(text);
		const send = button('Send');
		const pressed = vi.fn();
		send.addEventListener('click', pressed);
		click(text, 1);
		expect(click(text, 2)).toBe(true);
		click(send, 0);
		expect(pressed).toHaveBeenCalledOnce();
	});
});
