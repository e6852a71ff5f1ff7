/** What the bundler knows of a module. */
export interface ModuleFacts {
	/** Ids of what it imports before it runs. */
	imports: readonly string[];
	/** Of its text. */
	bytes: number;
}

/** What is loaded at once: a page with its layouts, or what a page imports when it is needed. */
export interface Load {
	/** Ids of the modules that begin it. */
	begun: readonly string[];
	/** How much it counts beside the others. */
	weight: number;
}

/** Modules that travel together. */
interface SharedFile {
	ids: string[];
	bytes: number;
	/** Of the loads: 1 for each that has this file brought. */
	loads: Uint8Array;
	/** Files that it imports, by number. */
	imports: Set<number>;
}

/**
 * Into which file each shared module goes, so that the loads together bring as little as possible. A file counts for each
 * load that brings it, with its text and `requestBytes` more.
 *
 * It begins with a file for each set of loads: what a module imports is brought by every load that brings the module, so no
 * file needs, over others, itself. Two files become one as long as that makes the sum smaller and leaves it so: the order
 * in which modules run is then the one of their imports, and none has to be wrapped.
 *
 * @param shared ids of the modules that more than one file of an entry needs; with each, all that it imports
 * @returns number of the file, by id
 */
export function filesByReach(
	modules: ReadonlyMap<string, ModuleFacts>,
	shared: ReadonlySet<string>,
	loads: readonly Load[],
	requestBytes: number
): Map<string, number> {
	const weights = loads.map(({ weight }) => weight);
	const files = filesOfEqualLoads(modules, shared, loads);
	for (;;) {
		const best = bestMerge(files, weights, requestBytes);
		if (best === undefined) break;
		merge(files, ...best);
	}
	return inOrder(files);
}

/** Numbers them anew: each after those that it imports. */
function inOrder(files: ReadonlyMap<number, SharedFile>): Map<string, number> {
	const reach = new Map([...files.keys()].map((number) => [number, reachedFiles(number, files)]));
	const ordered = [...files].toSorted(
		([one], [other]) => (reach.get(one)?.size ?? 0) - (reach.get(other)?.size ?? 0)
	);
	return new Map(ordered.flatMap(([, { ids }], place) => ids.map((id) => [id, place] as const)));
}

function filesOfEqualLoads(
	modules: ReadonlyMap<string, ModuleFacts>,
	shared: ReadonlySet<string>,
	loads: readonly Load[]
): Map<number, SharedFile> {
	const broughtBy = new Map([...shared].map((id) => [id, new Uint8Array(loads.length)]));
	for (const [index, { begun }] of loads.entries()) {
		for (const id of reachedModules(begun, modules)) {
			const of = broughtBy.get(id);
			if (of) of[index] = 1;
		}
	}
	const files = new Map<string, SharedFile>();
	for (const [id, of] of broughtBy) {
		const file = files.get(of.join('')) ?? { ids: [], bytes: 0, loads: of, imports: new Set() };
		file.ids.push(id);
		file.bytes += modules.get(id)?.bytes ?? 0;
		files.set(of.join(''), file);
	}
	const numbered = new Map([...files.values()].entries());
	const fileOf = new Map(
		[...numbered].flatMap(([number, { ids }]) => ids.map((id) => [id, number] as const))
	);
	for (const [number, { ids, imports }] of numbered) {
		const needed = ids.flatMap((id) => modules.get(id)?.imports ?? []);
		for (const id of needed) {
			const file = fileOf.get(id);
			if (file !== undefined && file !== number) imports.add(file);
		}
	}
	return numbered;
}

/** The loads of one and of the other. */
const either = (one: Uint8Array, other: Uint8Array) =>
	one.map((brought, index) => brought | (other[index] ?? 0));

/** The two files whose union saves most; undefined where none saves anything. */
function bestMerge(
	files: ReadonlyMap<number, SharedFile>,
	weights: readonly number[],
	requestBytes: number
): [number, number] | undefined {
	const reach = new Map([...files.keys()].map((number) => [number, reachedFiles(number, files)]));
	let best: [number, number] | undefined;
	let most = 0;
	const costOf = (loads: Uint8Array, bytes: number) =>
		loads.reduce((sum, brought, index) => sum + brought * (weights[index] ?? 0), 0) *
		(bytes + requestBytes);
	const cost = new Map([...files].map(([n, { loads, bytes }]) => [n, costOf(loads, bytes)]));
	for (const [one, first] of files) {
		for (const [other, second] of files) {
			if (other <= one) continue;
			const former = (cost.get(one) ?? 0) + (cost.get(other) ?? 0);
			const loads = either(first.loads, second.loads);
			let saved = former - costOf(loads, first.bytes + second.bytes);
			if (saved <= most || isCircle(one, other, files, reach)) continue;
			// Whoever brings the two now brings what either imports.
			for (const number of new Set([...(reach.get(one) ?? []), ...(reach.get(other) ?? [])])) {
				const file = files.get(number);
				if (file === undefined || number === one || number === other) continue;
				if (loads.every((brought, index) => brought <= (file.loads[index] ?? 0))) continue;
				saved -= costOf(either(file.loads, loads), file.bytes) - (cost.get(number) ?? 0);
			}
			if (saved > most) [most, best] = [saved, [one, other]];
		}
	}
	return best;
}

/** Whether one needs the other over a third. */
function isCircle(
	one: number,
	other: number,
	files: ReadonlyMap<number, SharedFile>,
	reach: ReadonlyMap<number, ReadonlySet<number>>
): boolean {
	const over = (from: number, to: number) =>
		[...importsOf(from, files)].some((next) => next !== to && reach.get(next)?.has(to));
	return over(one, other) || over(other, one);
}

function merge(files: Map<number, SharedFile>, one: number, other: number): void {
	const [first, second] = [files.get(one), files.get(other)];
	if (!first || !second) return;
	files.delete(other);
	first.ids.push(...second.ids);
	first.bytes += second.bytes;
	first.imports = new Set([...first.imports, ...second.imports]);
	first.imports.delete(one);
	first.imports.delete(other);
	first.loads = either(first.loads, second.loads);
	for (const [, { imports }] of files) if (imports.delete(other)) imports.add(one);
	for (const number of reachedFiles(one, files)) {
		const file = files.get(number);
		if (file) file.loads = either(file.loads, first.loads);
	}
}

/** What a file needs, over others too. */
const reachedFiles = (from: number, files: ReadonlyMap<number, SharedFile>) =>
	reachedFrom([...importsOf(from, files)], (number) => importsOf(number, files));

const importsOf = (number: number, files: ReadonlyMap<number, SharedFile>): ReadonlySet<number> =>
	files.get(number)?.imports ?? new Set();

/** All that these modules import, themselves among it. */
export const reachedModules = (
	begun: readonly string[],
	modules: ReadonlyMap<string, ModuleFacts>
) => reachedFrom(begun, (id) => modules.get(id)?.imports ?? []);

function reachedFrom<Name>(
	begun: readonly Name[],
	importsOf: (name: Name) => Iterable<Name>
): ReadonlySet<Name> {
	const reached = new Set(begun);
	// What is added while it is walked through is walked through too.
	for (const name of reached) for (const next of importsOf(name)) reached.add(next);
	return reached;
}

/**
 * Files of which each needs the next, and the last one the first; undefined where there are none.
 * @param imports names of the files that a file imports, by its name
 */
export function circleAmong(imports: ReadonlyMap<string, readonly string[]>): string | undefined {
	const done = new Set<string>();
	const circleFrom = (name: string, path: readonly string[]): string | undefined => {
		if (path.includes(name)) return [...path.slice(path.indexOf(name)), name].join(' → ');
		if (done.has(name)) return undefined;
		for (const next of imports.get(name) ?? []) {
			const circle = circleFrom(next, [...path, name]);
			if (circle !== undefined) return circle;
		}
		done.add(name);
		return undefined;
	};
	for (const name of imports.keys()) {
		const circle = circleFrom(name, []);
		if (circle !== undefined) return circle;
	}
	return undefined;
}
