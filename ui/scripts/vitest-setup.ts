/** What jsdom lacks of the platform. It lays nothing out: no element ever changes its size. */
globalThis.ResizeObserver ??= class {
	observe() {}
	unobserve() {}
	disconnect() {}
};

/** Dialogs and popovers open and close, and say so. */
if (typeof HTMLDialogElement !== 'undefined' && !HTMLDialogElement.prototype.showModal) {
	HTMLDialogElement.prototype.showModal = function showModal() {
		this.open = true;
		this.querySelector<HTMLElement>('[autofocus], button, input')?.focus();
	};
	HTMLDialogElement.prototype.close = function close() {
		this.open = false;
		this.dispatchEvent(new Event('close'));
	};
}

if (typeof HTMLElement !== 'undefined' && !('showPopover' in HTMLElement.prototype)) {
	const announce = (element: HTMLElement, newState: 'open' | 'closed') =>
		element.dispatchEvent(Object.assign(new Event('toggle'), { newState }));

	Object.assign(HTMLElement.prototype, {
		showPopover(this: HTMLElement) {
			this.dataset.popoverOpen = '';
			announce(this, 'open');
		},
		hidePopover(this: HTMLElement) {
			delete this.dataset.popoverOpen;
			announce(this, 'closed');
		},
	});
}

if (typeof Blob !== 'undefined' && !('arrayBuffer' in Blob.prototype)) {
	Object.assign(Blob.prototype, {
		arrayBuffer(this: Blob): Promise<ArrayBuffer> {
			return new Promise((resolve, reject) => {
				const reader = new FileReader();
				reader.onload = () => resolve(reader.result as ArrayBuffer);
				reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'));
				reader.readAsArrayBuffer(this);
			});
		},
	});
}
