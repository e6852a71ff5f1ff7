import { dirname } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import {
	circleAmong,
	filesByReach,
	reachedModules,
	type Load,
	type ModuleFacts
} from './files-by-reach.ts';

/** What begins any page. */
const ofEveryPage = /\/kit\/src\/runtime\/client\/entry\.js$|\/client-optimized\/app\.js$/;
const page = /\/src\/routes\/.*\+page\.(?:svelte|ts)$/;
const layout = /\/src\/routes\/.*\+(?:layout|error)\.svelte$/;

/** The page that most see first, and what comes as soon as it stands: the map, the cards of a phone. */
const firstPage = /\/src\/routes\/\(map\)\/\+page\.svelte$/;
const afterFirstPage = /\/src\/lib\/(?:map\/TerritoryMap|panels\/ResultCards)\.svelte$/;

/** As many visits of another page. */
const firstPageWeight = 150;

/** What a file of its own costs, in bytes of text. */
const requestBytes = 15_000;

/** What combines areas: Turf names it beside what the first page needs, and it comes with the first drawing. */
const ofCombining =
	/node_modules\/(?:bignumber\.js|polyclip-ts|splaytree-ts|@turf\/(?:union|difference|intersect))\//;

/** As many files as may be shared. */
const most = 200;

/** What several pages share travels in few files, and each page brings little that it does not need. */
export function fewFiles(): Plugin {
	let files: ReadonlyMap<string, number> = new Map();
	return {
		name: 'few-files',
		applyToEnvironment: ({ name }) => name === 'client',
		buildEnd() {
			files = sharedFiles(this);
		},
		outputOptions: (options) => ({
			...options,
			codeSplitting: {
				// Asked before the modules are known. What a module imports comes first, or would be put beside it.
				groups: Array.from({ length: most }, (_, place) => ({
					name: `shared-${String(place)}`,
					test: (id: string) => files.get(id) === place,
					priority: most - place
				}))
			}
		}),
		generateBundle(_, bundle) {
			const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
			const circle = circleAmong(new Map(chunks.map((one) => [one.fileName, one.imports])));
			if (circle) this.error(`files need each other, and would run in a wrong order: ${circle}`);
		}
	};
}

function sharedFiles(context: Rolldown.PluginContext): ReadonlyMap<string, number> {
	const modules = new Map<string, ModuleFacts>();
	const entries: string[] = [];
	for (const id of context.getModuleIds()) {
		const facts = context.getModuleInfo(id);
		if (!facts || ofCombining.test(id)) continue;
		const imports = facts.importedIds.filter((imported) => !ofCombining.test(imported));
		modules.set(id, { imports, bytes: facts.code?.length ?? 0 });
		if (facts.isEntry || facts.dynamicImporters.length > 0) entries.push(id);
	}
	const files = filesByReach(
		modules,
		sharedAmong(entries, modules),
		loadsOf(entries, modules),
		requestBytes
	);
	const count = new Set(files.values()).size;
	if (count > most)
		context.error(`${String(count)} shared files, at most ${String(most)} expected`);
	return files;
}

/** What more than one entry reaches: all others travel with theirs. */
function sharedAmong(entries: readonly string[], modules: ReadonlyMap<string, ModuleFacts>) {
	const reached = new Set<string>();
	const shared = new Set<string>();
	for (const entry of entries)
		for (const id of reachedModules([entry], modules)) (reached.has(id) ? shared : reached).add(id);
	return shared;
}

function loadsOf(entries: readonly string[], modules: ReadonlyMap<string, ModuleFacts>): Load[] {
	const ids = [...modules.keys()];
	const always = ids.filter((id) => ofEveryPage.test(id));
	const layouts = ids.filter((id) => layout.test(id));
	const pages = ids
		.filter((id) => page.test(id))
		.map((id) => {
			const around = layouts.filter((one) => id.startsWith(`${dirname(one)}/`));
			return {
				begun: [...always, ...around, id],
				weight: firstPage.test(id) ? firstPageWeight : 1
			};
		});
	const later = entries
		.filter((id) => !/client-optimized\/nodes\//.test(id) && !ofEveryPage.test(id))
		.map((id) => ({ begun: [id], weight: afterFirstPage.test(id) ? firstPageWeight : 1 }));
	return [...pages, ...later];
}
