import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { builtScripts, stampOf } from './src/lib/server/script-file.ts';

const root = import.meta.dirname;

/** What `#lib/server` starts beside itself, by `scriptFile`. */
const scripts = [
	'src/lib/server/embedded/worker.ts',
	'src/lib/server/export/export-thread.ts',
	'src/lib/server/fit/assembly-thread.ts',
	'src/lib/server/fit/fit-thread.ts',
	'src/lib/server/fit/sets-thread.ts',
	'src/lib/server/fit/hall-thread.ts',
	'src/lib/server/intake/reader.ts',
	'src/lib/server/intake/watch.ts',
	'src/lib/server/territory/territory-thread.ts'
];

/** They look for files of their own beside themselves. */
const leftInPlace = [/^@electric-sql\//, /^@supabase\/lite/, 'sharp'];

/** Says which packages were installed. */
const installed = 'package-lock.json';

/** Lists each script with the state of what it was made of. */
function listScripts(): Plugin {
	return {
		name: 'list-scripts',
		writeBundle({ dir = '' }, bundle) {
			const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
			const modulesOf = (file: string, seen = new Set<string>()): string[] => {
				const chunk = chunks.find(({ fileName }) => fileName === file);
				if (!chunk || seen.has(file)) return [];
				seen.add(file);
				const imported = [...chunk.imports, ...chunk.dynamicImports];
				return [...chunk.moduleIds, ...imported.flatMap((name) => modulesOf(name, seen))];
			};
			const listed = chunks.flatMap(({ facadeModuleId, isEntry, fileName }) => {
				if (!isEntry || facadeModuleId === null) return [];
				const paths = modulesOf(fileName).map((id) => relative(root, id));
				const ours = paths.filter((path) => path.startsWith('src/'));
				const sources = [installed, ...ours].map((path) => stampOf(root, path));
				return [[relative(root, facadeModuleId), { file: fileName, sources }] as const];
			});
			writeFileSync(join(dir, 'scripts.json'), JSON.stringify(Object.fromEntries(listed)));
		}
	};
}

/** Threads and processes of the server, each in a file or few: Node finds, reads and strips hundreds of modules otherwise. */
export default defineConfig({
	plugins: [listScripts()],
	publicDir: false,
	build: {
		ssr: true,
		outDir: builtScripts,
		target: 'node22',
		rolldownOptions: { input: scripts, external: leftInPlace }
	},
	ssr: { noExternal: true, external: ['@supabase/lite', 'sharp'] }
});
