import { expect, it } from 'vitest';
import { askedHall, decidingLengths, hallProportions } from '#lib/domain/hall-frontier.ts';
import type { HallFrontier } from '#lib/domain/hall-frontier.ts';
import { carver, PlotMaker, seeded } from '../../../../../tests/fixtures/constructed-plots.ts';
import { fit } from './fit.ts';
import { FitGround } from './fits-at.ts';
import { areaFrontier, hallFrontier } from './hall-frontier.ts';

/** What the kept lengths say of a building; null where they do not decide. */
function kept({ fits, refused }: HallFrontier, length: number, width: number): boolean | null {
	const { at, enough, held } = decidingLengths(askedHall(length, width, 0));
	if ((fits[at] ?? 0) >= enough[0] || (fits[at + 1] ?? 0) >= enough[1]) return true;
	if ((refused[at] ?? Infinity) <= held[0] || (refused[at + 1] ?? Infinity) <= held[1])
		return false;
	return null;
}

// Four of each kind, and buildings around the border between what fits and what does not.
it('never contradicts the exact test on constructed plots, nor what they were made for', () => {
	const random = seeded(1409);
	const told = { fits: 0, 'does-not-fit': 0, open: 0 };
	for (const { shape, length, width, fits, kind } of new PlotMaker(23).plots(56)) {
		const ground = new FitGround(shape);
		const frontier = hallFrontier(ground);
		const byMaking = kept(frontier, length, width);
		if (byMaking !== null) expect(byMaking, kind).toBe(fits);
		for (let tries = 0; tries < 8; tries += 1) {
			const [proportion, scale] = [1 + 5 * random(), 0.85 + 0.3 * random()];
			const nearest = hallProportions.findLastIndex((one) => one <= proportion);
			const asked = Math.max(1, (frontier.fits[nearest] ?? 0) * scale);
			const verdict = kept(frontier, asked, asked / proportion);
			if (verdict === null) {
				told.open += 1;
				continue;
			}
			const { answer } = fit(ground, { length: asked, width: asked / proportion });
			expect(answer, `${kind} ${String(asked)} × ${String(asked / proportion)}`).not.toBe(
				verdict ? 'does-not-fit' : 'fits'
			);
			if (answer !== 'undecided') told[answer] += 1;
		}
	}
	expect(told.fits).toBeGreaterThan(100);
	expect(told['does-not-fit']).toBeGreaterThan(50);
	// What is left open lies between two kept proportions, near the border that was asked for here.
	expect(told.open).toBeLessThan(175);
});

it('knows of a rectangle what Carver’s theorem says, to a decimetre', () => {
	const shape = {
		origin: [0, 0] as const,
		rings: [
			[
				[0, 0],
				[12_000, 0],
				[12_000, 6000],
				[0, 6000]
			].map(([x = 0, y = 0]) => ({ x, y }))
		]
	};
	const { fits, refused } = hallFrontier(new FitGround(shape));
	expect([fits[0], fits[3]]).toEqual([60, 120]);
	hallProportions.forEach((proportion, at) => {
		const [sure, not] = [fits[at] ?? 0, refused[at] ?? 0];
		expect(carver([120, 60], [sure - 0.05, (sure - 0.05) / proportion])).toBe(true);
		expect(carver([120, 60], [not + 0.05, (not + 0.05) / proportion])).toBe(false);
	});
});

it('keeps lengths that never shrink and widths that never grow from one proportion to the next', () => {
	for (const { shape } of new PlotMaker(5).plots(28)) {
		const { fits, refused } = hallFrontier(new FitGround(shape));
		for (let at = 1; at < hallProportions.length; at += 1) {
			expect(fits[at]).toBeGreaterThanOrEqual(fits[at - 1] ?? 0);
			expect(refused[at]).toBeGreaterThanOrEqual(refused[at - 1] ?? 0);
			expect(refused[at]).toBeGreaterThan(fits[at] ?? 0);
		}
	}
});

it('fits nothing where nothing is left, and of what takes too long knows the area', () => {
	const empty = { origin: [0, 0] as const, rings: [] };
	const { fits, refused } = hallFrontier(new FitGround(empty));
	expect(new Set(fits)).toEqual(new Set([0]));
	expect(Math.max(...refused)).toBeLessThan(0.2);
	const [plot] = new PlotMaker(3).plots(1);
	if (!plot) throw new Error('aucun terrain');
	const { refused: beyond } = areaFrontier(new FitGround(plot.shape));
	expect(fit(new FitGround(plot.shape), { length: beyond[0] ?? 0, width: beyond[0] ?? 0 })).toEqual(
		{ answer: 'does-not-fit' }
	);
});
