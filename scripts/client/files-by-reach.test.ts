import { expect, it } from 'vitest';
import { SeededRandom } from '#lib/demonstration/random.ts';
import { circleAmong, filesByReach, reachedModules, type ModuleFacts } from './files-by-reach.ts';

const requestBytes = 2_000;

const moduleOf = (bytes: number, ...imports: string[]): ModuleFacts => ({ imports, bytes });

/** Modules that import only later ones, the first of them pages. */
function randomModules(random: SeededRandom, pages: number) {
	const count = pages + random.whole(2, 60);
	return new Map(
		Array.from({ length: count }, (_, place) => {
			const later = Array.from({ length: count }, (_, other) => other).filter(
				(other) => other > Math.max(place, pages - 1) && random.chance(4 / count)
			);
			return [
				String(place),
				moduleOf(random.whole(10, 30_000), ...later.map((other) => String(other)))
			] as const;
		})
	);
}

/** Of each file the files that its modules import. */
function importsOfFiles(
	modules: ReadonlyMap<string, ModuleFacts>,
	files: ReadonlyMap<string, number>
): Map<string, string[]> {
	const imports = new Map<string, string[]>();
	for (const [id, file] of files) {
		const needed = (modules.get(id)?.imports ?? []).map((imported) => files.get(imported));
		const others = needed.filter((one) => one !== undefined && one !== file).map(String);
		imports.set(String(file), [...(imports.get(String(file)) ?? []), ...others]);
	}
	return imports;
}

/** Bytes of text that the loads bring together, with those that a file counts for. */
function brought(
	modules: ReadonlyMap<string, ModuleFacts>,
	files: ReadonlyMap<string, number>,
	loads: readonly string[]
): number {
	const imports = importsOfFiles(modules, files);
	const bytes = new Map<string, number>();
	for (const [id, file] of files)
		bytes.set(
			String(file),
			(bytes.get(String(file)) ?? requestBytes) + (modules.get(id)?.bytes ?? 0)
		);
	const sum = loads.map((load) => {
		const needed = [...reachedModules([load], modules)].flatMap((id) => files.get(id) ?? []);
		const all = new Set(needed.map(String));
		for (const file of all) for (const next of imports.get(file) ?? []) all.add(next);
		return [...all].reduce((total, file) => total + (bytes.get(file) ?? 0), 0);
	});
	return sum.reduce((total, one) => total + one, 0);
}

it('puts together what the same pages bring, and keeps apart what would burden others', () => {
	const modules = new Map([
		['home', moduleOf(10, 'words', 'map')],
		['office', moduleOf(10, 'words', 'form')],
		['other office', moduleOf(10, 'form', 'table')],
		['words', moduleOf(500)],
		['form', moduleOf(60_000, 'table')],
		['table', moduleOf(40_000)],
		['map', moduleOf(90_000)]
	]);
	const loads = ['home', 'office', 'other office'].map((id) => ({ begun: [id], weight: 1 }));
	const files = filesByReach(modules, new Set(['words', 'form', 'table']), loads, requestBytes);
	expect(files.get('form')).toBe(files.get('table'));
	expect(files.get('words')).not.toBe(files.get('form'));
	expect(files.has('map')).toBe(false);
});

it('leaves no file that needs itself over others, and brings no more than a file for each set of pages', () => {
	for (let seed = 1; seed <= 60; seed += 1) {
		const random = new SeededRandom(seed);
		const pages = random.whole(2, 12);
		const modules = randomModules(random, pages);
		const loads = Array.from({ length: pages }, (_, page) => String(page));
		const reached = loads.map((load) => reachedModules([load], modules));
		const pagesOf = (id: string) => reached.flatMap((ids, page) => (ids.has(id) ? [page] : []));
		const shared = new Set(
			[...modules.keys()].filter((id) => Number(id) >= pages && pagesOf(id).length > 1)
		);
		const files = filesByReach(
			modules,
			shared,
			loads.map((load) => ({ begun: [load], weight: 1 })),
			requestBytes
		);
		const of = `seed ${String(seed)}`;
		expect([...files.keys()].toSorted(), of).toEqual([...shared].toSorted());
		expect(circleAmong(importsOfFiles(modules, files)), of).toBeUndefined();
		for (const [id, file] of files) {
			const needed = (modules.get(id)?.imports ?? []).flatMap((one) => files.get(one) ?? []);
			expect(Math.max(-1, ...needed), `${of}: numbered after what it imports`).toBeLessThanOrEqual(
				file
			);
		}
		const sets = [...new Set([...shared].map((id) => pagesOf(id).join()))];
		const apart = new Map([...shared].map((id) => [id, sets.indexOf(pagesOf(id).join())]));
		expect(brought(modules, files, loads), of).toBeLessThanOrEqual(brought(modules, apart, loads));
	}
});

it('names the files that need each other', () => {
	const imports = new Map([
		['a', ['b', 'c']],
		['b', ['d']],
		['c', ['d']],
		['d', ['c']]
	]);
	expect(circleAmong(imports)).toBe('d → c → d');
	expect(circleAmong(new Map([...imports, ['d', []]]))).toBeUndefined();
});
