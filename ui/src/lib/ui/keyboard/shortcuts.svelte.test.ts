import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Shortcuts } from './shortcuts.svelte';

let now = 0;
let shortcuts: Shortcuts;

beforeEach(() => {
	localStorage.clear();
	document.body.replaceChildren();
	now = 10_000;
	shortcuts = new Shortcuts(() => now);
});

function press(key: string, on: EventTarget = document.body, more: KeyboardEventInit = {}): KeyboardEvent {
	const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
	const listen = (heard: Event) => shortcuts.press(heard as KeyboardEvent);
	addEventListener('keydown', listen, { once: true });
	on.dispatchEvent(event);
	return event;
}

function add(keys: string) {
	const run = vi.fn();
	return { run, remove: shortcuts.add({ keys, label: keys, run }) };
}

describe('shortcuts', () => {
	it('run on their key and keep it from the page', () => {
		const { run } = add('n');
		const event = press('n');
		expect(run).toHaveBeenCalledOnce();
		expect(event.defaultPrevented).toBe(true);
		expect(press('x').defaultPrevented).toBe(false);
	});

	it('run on a sequence typed in time', () => {
		const { run } = add('g h');
		press('g');
		now += 1_000;
		press('h');
		expect(run).toHaveBeenCalledOnce();
		press('g');
		now += 1_300;
		press('h');
		expect(run).toHaveBeenCalledOnce();
	});

	it('stay out of the way of typing, of menus and of the browser', () => {
		const { run } = add('n');
		for (const tag of ['input', 'textarea', 'select']) {
			const control = document.body.appendChild(document.createElement(tag));
			press('n', control);
		}
		const dialog = document.body.appendChild(document.createElement('dialog'));
		press('n', dialog.appendChild(document.createElement('button')));
		press('n', document.body, { ctrlKey: true });
		press('n', document.body, { metaKey: true });
		press('n', document.body, { repeat: true });
		expect(run).not.toHaveBeenCalled();
	});

	it('leave Enter to the button or link that has the focus', () => {
		const { run } = add('Enter');
		press('Enter', document.body.appendChild(document.createElement('button')));
		press('Enter', document.body.appendChild(document.createElement('a')));
		expect(run).not.toHaveBeenCalled();
		press('Enter', document.body.appendChild(document.createElement('article')));
		expect(run).toHaveBeenCalledOnce();
	});

	it('give way to the newest of the same keys, and come back', () => {
		const page = add('n');
		const above = add('n');
		press('n');
		expect(above.run).toHaveBeenCalledOnce();
		expect(page.run).not.toHaveBeenCalled();
		above.remove();
		press('n');
		expect(page.run).toHaveBeenCalledOnce();
	});

	it('can be turned off for good', () => {
		const { run } = add('n');
		shortcuts.enabled = false;
		press('n');
		expect(run).not.toHaveBeenCalled();
		expect(new Shortcuts().enabled).toBe(false);
		shortcuts.enabled = true;
		expect(new Shortcuts().enabled).toBe(true);
	});

	it('can be added by an effect, which does not run again for it', () => {
		const runs = vi.fn();
		const stop = $effect.root(() => {
			$effect(() => {
				runs();
				return shortcuts.add({ keys: 'j', label: 'Next', run: () => undefined });
			});
		});
		flushSync();
		expect(shortcuts.list).toHaveLength(1);
		stop();
		flushSync();
		expect(shortcuts.list).toHaveLength(0);
		expect(runs).toHaveBeenCalledOnce();
	});
});
