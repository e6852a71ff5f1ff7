import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

type Import = { file: string; target: string };

const listed = (cell = '') => cell.split(/[ ,–]+/).filter(Boolean);

/** The lines of ARCHITECTURE.md: room, rooms it may import, libraries that only it may import. */
const rooms = (/```rooms\n(.*?)```/s.exec(readFileSync('ARCHITECTURE.md', 'utf8'))?.[1] ?? '')
	.split('\n')
	.map((line) => /^(\S+) +← (.*?)(?: · alone: (.*))?$/.exec(line))
	.filter((line) => line !== null)
	.map(([, name = '', imports, libraries]) => ({
		name,
		imports: listed(imports),
		libraries: listed(libraries)
	}));

const files = ['src/**/*.{ts,svelte}', 'scripts/**/*.{ts,mjs}']
	.flatMap((pattern) => globSync(pattern))
	.filter((file) => !file.startsWith(join('src', 'lib', 'paraglide')));
// A test may look at anything; what ships may not.
const imports = files.filter((file) => !file.endsWith('.test.ts')).flatMap(importsOf);

/** Static, re-exporting, bare and dynamic imports; relative and #lib ones as paths from the root. */
function importsOf(file: string): Import[] {
	const statement = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
	return [...readFileSync(file, 'utf8').matchAll(statement)].map(([, , written = '']) => ({
		file,
		target: written.startsWith('.')
			? join(dirname(file), written)
			: written.replace('#lib/', 'src/lib/').replace('#env', 'src/environment.ts')
	}));
}

function roomOf(path: string): string | undefined {
	const [top, second, third, fourth] = path.split(sep);
	if (top === 'scripts') return top;
	// Each subject is a room.
	if (third === 'subjects') return `subjects/${fourth}`;
	if (top === 'src' && /^environment(\.test)?\.ts$/.test(second ?? '')) return 'env';
	if (top === 'src') return second === 'lib' ? third : 'routes';
	return undefined;
}

const written = ({ file, target }: Import) => `${file} imports ${target}`;

describe('architecture', () => {
	it('has no cycles: a room imports only rooms that stand above it', () => {
		expect(rooms.map(({ name }) => name)).toContain('domain');
		for (const [line, room] of rooms.entries()) {
			const above = rooms.slice(0, line).map(({ name }) => name);
			expect(above, room.name).toEqual(expect.arrayContaining(room.imports));
		}
	});

	it('imports between rooms only as the table says', () => {
		const crossings = imports.filter(({ file, target }) => {
			const [from, to] = [roomOf(file), roomOf(target)];
			if (to === undefined || from === to) return false;
			return !rooms.find(({ name }) => name === from)?.imports.includes(to);
		});
		expect(imports.length).toBeGreaterThan(20);
		expect(crossings.map(written)).toEqual([]);
	});

	it('lists no room, and allows no import, that there is not', () => {
		const crossed = new Set(
			imports.map(({ file, target }) => `${String(roomOf(file))} ← ${String(roomOf(target))}`)
		);
		const standing = new Set([...files.map(roomOf), 'paraglide']);
		const unused = rooms.flatMap(({ name, imports: allowed }) =>
			allowed.map((room) => `${name} ← ${room}`).filter((crossing) => !crossed.has(crossing))
		);
		expect(rooms.map(({ name }) => name).filter((name) => !standing.has(name))).toEqual([]);
		expect(unused).toEqual([]);
	});

	it('uses each library that has a room in that room alone', () => {
		const strangers = imports.filter(({ file, target }) => {
			const owner = rooms.find(({ libraries }) =>
				libraries.some((library) => target === library || target.startsWith(`${library}/`))
			);
			return owner !== undefined && owner.name !== roomOf(file);
		});
		expect(strangers.map(written)).toEqual([]);
	});

	it('draws no table anew: app.css has them, but for those whose heads stay in sight', () => {
		const own = files
			.filter((file) => file.endsWith('.svelte'))
			.filter((file) => readFileSync(file, 'utf8').includes('border-collapse'));
		expect(own.map((file) => basename(file)).toSorted()).toEqual([
			'ComparisonTable.svelte',
			'ResultTable.svelte'
		]);
	});

	it('heads no page anew: app.css lays out heads, and what figures come to', () => {
		const own = files
			.filter((file) => file.endsWith('.svelte'))
			.filter((file) =>
				/^\t(?:header \{\n\t\tdisplay: grid|\.finding \{\n(?:\t\t.*\n)*?\t\tfont-size)/m.test(
					readFileSync(file, 'utf8')
				)
			);
		expect(own).toEqual([]);
	});

	it('asks for words in a language by what stands in for one that is not translated yet', () => {
		const whole = files
			.filter((file) => /Record<\s*Language\b/.test(readFileSync(file, 'utf8')))
			.map((file) => basename(file));
		expect(whole).toEqual(['language.ts']);
	});

	it('shares between two routes only what stands in a folder above both', () => {
		const shared = imports.filter(
			({ file, target }) =>
				target.startsWith(join('src', 'routes')) && !dirname(file).startsWith(dirname(target))
		);
		expect(shared.map(written)).toEqual([]);
	});

	it('has no barrel file but the two registries, and no $lib', () => {
		const registries = ['src/lib/formats/index.ts', 'src/lib/map/layers/index.ts'];
		const barrels = files.filter((file) => basename(file).startsWith('index.'));
		expect(registries).toEqual(expect.arrayContaining(barrels));
		expect(imports.filter(({ target }) => target.startsWith('$lib')).map(written)).toEqual([]);
	});

	it('reads the environment in src/environment.ts, and in what starts before TypeScript is read', () => {
		const readers = files.filter(
			(file) =>
				!file.endsWith('.test.ts') &&
				/process\??\.env|process\[|\{[^{}]*\benv\b[^{}]*\} = process|\$env\//.test(
					readFileSync(file, 'utf8')
				)
		);
		expect(readers).toEqual([join('src', 'environment.ts'), join('scripts', 'run.mjs')]);
	});

	it('names files kebab-case.ts and PascalCase.svelte', () => {
		const route = /^\+[a-z]+(\.server)?\.(ts|svelte)$/;
		const module = /^[a-z0-9-]+(\.(svelte|server|test|d))*\.(ts|mjs)$/;
		const component = /^[A-Z][A-Za-z0-9]*\.svelte$/;
		const misnamed = files
			.map((file) => basename(file))
			.filter((name) => ![route, module, component].some((pattern) => pattern.test(name)));
		expect(misnamed).toEqual([]);
	});
});
