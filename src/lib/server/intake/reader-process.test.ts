import { describe, expect, it } from 'vitest';
import {
	collectionOf,
	featureOf,
	interlacedPngOf
} from '../../../../tests/fixtures/hostile-files.ts';
import { square } from '../../../../tests/fixtures/sample-records.ts';
import { intakeLimits, type IntakeLimits } from './limits.ts';
import { ReaderProcess } from './reader-process.ts';

const never = new AbortController().signal;
const megabyte = 1024 * 1024;

/** Some ten seconds and hundreds of megabytes. */
const task = (count = 100_000) => ({
	task: 'records' as const,
	given: {
		file: 'a.geojson',
		bytes: collectionOf(
			Array.from({ length: count }, (_, at) =>
				featureOf(square([4.7, 49.76], 0.001), { terr_id: `T-${String(at)}` })
			)
		),
		as: 'terrain_eco',
		date: '2026-11-25'
	}
});
const within = (limits: Partial<IntakeLimits>) => ({ ...intakeLimits.records, ...limits });

async function isGone(reader: ReaderProcess): Promise<void> {
	await reader.ended;
	expect(reader.isAlive).toBe(false);
}

describe('a reading process', { timeout: 120_000 }, () => {
	it.each<[string, Partial<IntakeLimits>, string]>([
		['computing', { cpuMs: 500 }, 'time'],
		['waiting', { wallMs: 500 }, 'time'],
		['memory', { memory: 250 * megabyte }, 'memory']
	])('is killed when it passes its limit of %s', async (_, limits, ending) => {
		const reader = new ReaderProcess();
		await expect(reader.run(task(), within(limits), never)).rejects.toMatchObject({ ending });
		await isGone(reader);
	});

	it('is killed when it passes its limit of answer', async () => {
		const reader = new ReaderProcess();
		const running = reader.run(task(2000), within({ output: 10_000 }), never);
		await expect(running).rejects.toMatchObject({ ending: 'output' });
		await isGone(reader);
	});

	it('is killed for the memory of a library that is not JavaScript', async () => {
		const reader = new ReaderProcess();
		const photo = (width: number, height: number) => ({
			task: 'photo' as const,
			given: { file: 'a.png', bytes: interlacedPngOf(width, height) }
		});
		// The process alone takes 90 MB where it was built, 140 MB from its sources.
		const limits = { ...intakeLimits.photo, memory: 170 * megabyte };
		await expect(reader.run(photo(4000, 9000), limits, never)).rejects.toMatchObject({
			ending: 'memory'
		});
		await isGone(reader);
		expect(await new ReaderProcess().run(photo(80, 90), limits, never)).toHaveProperty('found');
	});

	it('is killed when nobody waits any more', async () => {
		const reader = new ReaderProcess();
		const gone = new AbortController();
		const running = reader.run(task(), within({}), gone.signal);
		setTimeout(() => gone.abort(), 300);
		await expect(running).rejects.toMatchObject({ ending: 'gone' });
		await isGone(reader);
	});

	it('answers what it found, lists of any length in their order, and ends', async () => {
		const reader = new ReaderProcess();
		const conclusion = await reader.run(task(1700), within({}), never);
		const { readCount, issues } = (
			conclusion as { found: { readCount: number; issues: unknown[] } }
		).found;
		const refused = issues as { record: string | null }[];
		expect(readCount).toBe(1700);
		const told = [...new Set(refused.map(({ record }) => record))].filter(Boolean);
		expect(told).toEqual(Array.from({ length: 1700 }, (_, at) => `T-${String(at)}`));
		await isGone(reader);
	});

	it('says what ended its reader, for the log', async () => {
		const reader = new ReaderProcess();
		const order = { task: 'surfaces' as const, given: { file: 'a.geojson', bytes: null } };
		const conclusion = await reader.run(order, within({}), never);
		expect(conclusion).toMatchObject({
			kind: 'fault',
			text: expect.stringContaining('at ') as unknown
		});
		await isGone(reader);
	});
});
