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

interface SheetDrag {
	stop: () => Stop;
	/** Hears how high the sheet is while it is dragged, in pixels. */
	ondrag: (height: number) => void;
	/** Hears at which stop it was let go. */
	onrest: (stop: Stop) => void;
}

/** Lets a finger drag the sheet by what it is attached to; what is pressed there stays a press. */
export function sheetDrag({ stop, ondrag, onrest }: SheetDrag) {
	return (grip: HTMLElement) => {
		let from: { y: number; height: number; pointer: number } | null = null;
		let moves: { height: number; at: number }[] = [];
		const heard = new AbortController();
		const { signal } = heard;
		const isNarrow = () => matchMedia('(max-width: 1023.98px)').matches;

		grip.addEventListener(
			'pointerdown',
			({ clientY, pointerId, isPrimary }) => {
				if (!isPrimary || !isNarrow()) return;
				from = { y: clientY, height: sheetShares[stop()] * innerHeight, pointer: pointerId };
				moves = [];
			},
			{ signal }
		);
		grip.addEventListener(
			'pointermove',
			({ clientY, pointerId, timeStamp }) => {
				if (from?.pointer !== pointerId) return;
				if (moves.length === 0 && Math.abs(clientY - from.y) < slack) return;
				if (!grip.hasPointerCapture(pointerId)) grip.setPointerCapture(pointerId);
				const most = sheetShares.full * innerHeight;
				const height = Math.min(most, Math.max(0, from.height + from.y - clientY));
				moves = [
					...moves.filter(({ at }) => timeStamp - at < lastMoments),
					{ height, at: timeStamp }
				];
				ondrag(height);
			},
			{ signal }
		);
		const end = () => {
			from = null;
			const [first, last] = [moves[0], moves.at(-1)];
			if (first === undefined || last === undefined) return;
			const speed = last.at > first.at ? (last.height - first.height) / (last.at - first.at) : 0;
			onrest(restingStop(last.height, speed, innerHeight));
		};
		for (const type of ['pointerup', 'pointercancel']) grip.addEventListener(type, end, { signal });
		// The click that ends a drag is none.
		grip.addEventListener(
			'click',
			(event) => {
				if (moves.length > 0 && event.detail > 0) event.stopPropagation();
				moves = [];
			},
			{ signal, capture: true }
		);
		return () => heard.abort();
	};
}
