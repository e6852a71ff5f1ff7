import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FirstSight, unseenPixelRatio } from './first-sight.ts';

/** A map with a graphics processor that says by itself when it has drawn. */
function slowMap({ hasContext = true } = {}) {
	const state = { isDrawn: false, ratio: unseenPixelRatio as number | null, flushes: 0 };
	const signaled = 1;
	const context = {
		SIGNALED: signaled,
		fenceSync: () => ({}),
		flush: () => (state.flushes += 1),
		getSyncParameter: () => (state.isDrawn ? signaled : 0),
		deleteSync: () => undefined
	};
	const map = {
		getCanvas: () => ({ getContext: () => (hasContext ? context : null) }),
		setPixelRatio: (ratio: number | null) => (state.ratio = ratio),
		once: (_event: string, heard: () => void) => heard()
	} as unknown as MapLibreMap;
	return { map, state };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a whole map is shown as soon as its last frame is drawn, and not before', async () => {
	const { map, state } = slowMap();
	const seen = vi.fn();
	const sight = new FirstSight(seen);
	sight.arrive(map);
	sight.draw(map);
	expect(state.flushes, 'unseen frames are drawn as they come').toBe(1);
	sight.settle(map);
	await vi.advanceTimersByTimeAsync(200);
	expect(seen, 'not drawn yet').not.toHaveBeenCalled();
	state.isDrawn = true;
	await vi.advanceTimersByTimeAsync(20);
	expect(seen).toHaveBeenCalledOnce();
	expect(state.ratio, 'the ratio of the screen').toBeNull();
	const { flushes } = state;
	sight.draw(map);
	sight.settle(map);
	await vi.advanceTimersByTimeAsync(5000);
	expect(state.flushes, 'what is seen is left to the browser').toBe(flushes);
	expect(seen).toHaveBeenCalledOnce();
});

test('a map without any contour is shown once it has drawn its records', async () => {
	const { map, state } = slowMap();
	state.isDrawn = true;
	const seen = vi.fn();
	new FirstSight(seen).settle(map);
	await vi.advanceTimersByTimeAsync(0);
	expect(seen).toHaveBeenCalledOnce();
});

test.each([
	['what else is missing', true],
	['a graphics processor that never answers', false]
])('%s keeps nobody from the territory for more than a second each', async (_what, isDrawn) => {
	const { map, state } = slowMap();
	state.isDrawn = isDrawn;
	const seen = vi.fn();
	new FirstSight(seen).arrive(map);
	await vi.advanceTimersByTimeAsync(990);
	expect(seen).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(isDrawn ? 30 : 1100);
	expect(seen).toHaveBeenCalledOnce();
});

test('a map whose context is lost is shown, and one that was taken off the page is not', async () => {
	const { map } = slowMap({ hasContext: false });
	const seen = vi.fn();
	const sight = new FirstSight(seen);
	sight.arrive(map);
	sight.settle(map);
	await vi.advanceTimersByTimeAsync(0);
	expect(seen).toHaveBeenCalledOnce();
	const left = vi.fn();
	const [early, late] = [new FirstSight(left), new FirstSight(left)];
	early.arrive(map);
	early.leave();
	late.arrive(map);
	late.settle(map);
	late.leave();
	await vi.advanceTimersByTimeAsync(5000);
	expect(left).not.toHaveBeenCalled();
});
