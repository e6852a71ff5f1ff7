import { isNarrowScreen } from '#lib/state/narrow-screen.ts';
import type { Stop } from '#lib/state/workspace.svelte.ts';

/** How much of the window each stop of the sheet takes. */
export const sheetShares: Readonly<Record<Stop, number>> = { peek: 0, half: 0.46, full: 0.78 };
const stops: readonly Stop[] = ['peek', 'half', 'full'];

/** A finger that moves less than this presses a button, in pixels. */
const slack = 6;
/** Faster than this at the end is a flick to the next stop, in pixels a millisecond. */
const flick = 0.5;
/** How long the end of a move lasts by which its speed is judged, in ms. */
const lastMoments = 80;

/** The stop at which a sheet comes to rest: the nearest, or the next one in the direction of a flick. */
export function restingStop(height: number, speed: number, windowHeight: number): Stop {
	const away = (stop: Stop) => Math.abs(sheetShares[stop] * windowHeight - height);
	const beyond = stops.filter(
		(stop) => Math.sign(sheetShares[stop] * windowHeight - height) === Math.sign(speed)
	);
	const candidates = Math.abs(speed) > flick && beyond.length > 0 ? beyond : stops;
	return candidates.toSorted((one, other) => away(one) - away(other))[0] ?? 'half';
}

interface Sheet {
	stop: () => Stop;
	/** Hears how high the sheet is while it is dragged, in pixels. */
	ondrag: (height: number) => void;
	/** Hears at which stop it was let go. */
	onrest: (stop: Stop) => void;
}

/** One move of a finger, from where it took the sheet to where it lets it go. */
class Drag {
	readonly #sheet: Sheet;
	readonly #from: { y: number; height: number };
	#moves: { height: number; at: number }[] = [];

	constructor(sheet: Sheet, y: number) {
		this.#sheet = sheet;
		this.#from = { y, height: sheetShares[sheet.stop()] * innerHeight };
	}

	get hasMoved(): boolean {
		return this.#moves.length > 0;
	}

	/** @param at in ms @returns whether the sheet follows by now */
	move(y: number, at: number): boolean {
		if (!this.hasMoved && Math.abs(y - this.#from.y) < slack) return false;
		const most = sheetShares.full * innerHeight;
		const height = Math.min(most, Math.max(0, this.#from.height + this.#from.y - y));
		this.#moves = [
			...this.#moves.filter(({ at: moved }) => at - moved < lastMoments),
			{ height, at }
		];
		this.#sheet.ondrag(height);
		return true;
	}

	end(): void {
		const [first, last] = [this.#moves[0], this.#moves.at(-1)];
		if (first === undefined || last === undefined) return;
		const speed = last.at > first.at ? (last.height - first.height) / (last.at - first.at) : 0;
		this.#sheet.onrest(restingStop(last.height, speed, innerHeight));
	}
}

/** Lets a finger, or a mouse, drag the sheet by what this is attached to; what is pressed there stays a press. */
export function sheetGrip(sheet: Sheet) {
	return (grip: HTMLElement) => {
		let drag: Drag | null = null;
		let pointer = -1;
		const heard = new AbortController();
		const { signal } = heard;
		grip.addEventListener(
			'pointerdown',
			({ clientY, pointerId, isPrimary }) => {
				if (!isPrimary || !isNarrowScreen()) return;
				drag = new Drag(sheet, clientY);
				pointer = pointerId;
			},
			{ signal }
		);
		grip.addEventListener(
			'pointermove',
			({ clientY, pointerId, timeStamp }) => {
				if (pointerId !== pointer || !drag?.move(clientY, timeStamp)) return;
				if (!grip.hasPointerCapture(pointerId)) grip.setPointerCapture(pointerId);
			},
			{ signal }
		);
		const end = () => {
			pointer = -1;
			drag?.end();
		};
		for (const type of ['pointerup', 'pointercancel']) grip.addEventListener(type, end, { signal });
		// The click that ends a drag is none.
		grip.addEventListener(
			'click',
			(event) => {
				if (drag?.hasMoved && event.detail > 0) event.stopPropagation();
				drag = null;
			},
			{ signal, capture: true }
		);
		return () => heard.abort();
	};
}

/** What answers to a finger by itself. */
const ownGestures = 'input[type="range"], textarea, select, canvas';

/**
 * Lets a finger drag the sheet by what stands in it, where that is scrolled to its top: up until the sheet is at its
 * highest, down at any time. Everything else scrolls as ever.
 */
export function sheetContent(sheet: Sheet) {
	return (content: HTMLElement) => {
		let from: { x: number; y: number } | null = null;
		let drag: Drag | null = null;
		const heard = new AbortController();
		const { signal } = heard;
		content.addEventListener(
			'touchstart',
			({ target, touches: [finger, second] }) => {
				drag?.end();
				[from, drag] = [null, null];
				if (!finger || second || !isNarrowScreen() || !(target instanceof Element)) return;
				if (target.closest(ownGestures) || !isAtTop(target, content)) return;
				from = { x: finger.clientX, y: finger.clientY };
			},
			{ signal, passive: true }
		);
		content.addEventListener(
			'touchmove',
			(event) => {
				const [finger] = event.touches;
				if (!finger || from === null) return;
				drag ??= pulled(sheet, from, finger);
				// The first move decides: a browser that has begun to scroll goes on.
				if (drag === null || !event.cancelable) from = null;
				else {
					event.preventDefault();
					drag.move(finger.clientY, event.timeStamp);
				}
			},
			{ signal, passive: false }
		);
		const end = () => {
			drag?.end();
			[from, drag] = [null, null];
		};
		for (const type of ['touchend', 'touchcancel']) content.addEventListener(type, end, { signal });
		return () => heard.abort();
	};
}

/** The drag that a first move begins; null where it goes sideways, or where the sheet has no further to go. */
function pulled(sheet: Sheet, from: { x: number; y: number }, to: Touch): Drag | null {
	const [right, down] = [to.clientX - from.x, to.clientY - from.y];
	if (Math.abs(right) > Math.abs(down)) return null;
	return down > 0 || sheet.stop() !== 'full' ? new Drag(sheet, from.y) : null;
}

/** Whether nothing that holds an element, up to the content of the sheet, is scrolled. */
function isAtTop(element: Element, content: Element): boolean {
	for (let holder: Element | null = element; holder; holder = holder.parentElement) {
		if (holder.scrollTop > 0) return false;
		if (holder === content) return true;
	}
	return true;
}
