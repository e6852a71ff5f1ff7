import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { composedMessages } from './scripts/client/composed-messages.ts';
import { messagesByName } from './scripts/client/messages-by-name.ts';

/** The map and its libraries come when the page stands; pages without a map never load them. */
const ofTheMap =
	/node_modules\/(?:maplibre-gl|svelte-maplibre-gl|terra-draw|@maplibre|@mapbox)|\/src\/lib\/map\//;

/** Ours and what binds it to Svelte: small, and shared by the parts of the map that come one after the other. */
const smallOfTheMap = /node_modules\/svelte-maplibre-gl|\/src\/lib\/map\//;
const smallestMapBytes = 60_000;
/** Less, so that what the page asks of the layers stays out of the file of MapLibre, which it does not wait for. */
const smallestFirstMapBytes = 15_000;

/**
 * What several pages share travels in a few files, by the pages that need it; less than this many bytes of source
 * are worth no file of their own.
 */
const smallestSharedBytes = 420_000;

/**
 * What the first page begins with, the page of errors that SvelteKit has ready among it: nothing that it does not need
 * travels in a file with what it needs, and nothing that it waits for in one of MapLibre.
 */
const page =
	/\/src\/routes\/(?:\(map\)\/)?\+(?:layout|page|error)\.svelte$|\/kit\/src\/runtime\/client\/entry\.js$|\/client-optimized\/app\.js$/;

/** What comes as soon as it stands: the map, the cards of a phone. */
const afterPage = /\/src\/lib\/(?:map\/TerritoryMap|panels\/ResultCards)\.svelte$/;

/** What combines areas: Turf names it beside what the first page needs, and it comes with the first drawing. */
const ofCombining =
	/node_modules\/(?:bignumber\.js|polyclip-ts|splaytree-ts|@turf\/(?:union|difference|intersect))\//;

/** Adds what modules reach by their imports, themselves among it. */
function addReached(
	reached: Set<string>,
	begun: readonly string[],
	importedBy: (id: string) => readonly string[]
) {
	const reach = [...begun];
	for (const id of reach) {
		if (reached.has(id) || ofCombining.test(id)) continue;
		reached.add(id);
		reach.push(...importedBy(id));
	}
}

function fewFiles(): Plugin {
	const ofPage = new Set<string>();
	const ofFirstPage = new Set<string>();
	return {
		name: 'few-files',
		applyToEnvironment: ({ name }) => name === 'client',
		buildEnd() {
			const ids = [...this.getModuleIds()];
			const importedBy = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
			addReached(
				ofPage,
				ids.filter((id) => page.test(id)),
				importedBy
			);
			addReached(ofFirstPage, [...ofPage, ...ids.filter((id) => afterPage.test(id))], importedBy);
		},
		outputOptions: (options) => ({
			...options,
			// Files that need each other run in the order in which their modules were imported.
			strictExecutionOrder: true,
			codeSplitting: {
				groups: [
					{
						name: 'first',
						test: (id) => ofPage.has(id) || (ofFirstPage.has(id) && !ofTheMap.test(id)),
						...{ minShareCount: 2, entriesAware: true },
						entriesAwareMergeThreshold: smallestSharedBytes
					},
					{
						name: 'shared',
						test: (id) => !ofFirstPage.has(id) && !ofTheMap.test(id),
						...{ minShareCount: 2, entriesAware: true },
						entriesAwareMergeThreshold: smallestSharedBytes
					},
					{
						name: 'map-first',
						test: (id) => smallOfTheMap.test(id) && ofFirstPage.has(id) && !ofPage.has(id),
						...{ minShareCount: 2, entriesAware: true },
						entriesAwareMergeThreshold: smallestFirstMapBytes
					},
					{
						name: 'map',
						test: (id) => smallOfTheMap.test(id) && !ofFirstPage.has(id),
						...{ minShareCount: 2, entriesAware: true },
						entriesAwareMergeThreshold: smallestMapBytes
					}
				]
			}
		})
	};
}

/** Names the files of the map for the server, so that a page asks for them before any script of it runs. */
function mapFiles(): Plugin {
	return {
		name: 'map-files',
		applyToEnvironment: ({ name }) => name === 'client',
		writeBundle({ dir = '' }, bundle) {
			const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
			const first = chunks.find(({ facadeModuleId, moduleIds }) =>
				[facadeModuleId, ...moduleIds].some((id) =>
					id?.endsWith('/src/lib/map/TerritoryMap.svelte')
				)
			);
			const worker = Object.keys(bundle).find((file) =>
				/\/workers\/maplibre-gl-worker-/.test(file)
			);
			const scripts = first ? [first.fileName, ...first.imports] : [];
			writeFileSync(join(dir, '_app/map-files.json'), JSON.stringify({ scripts, worker }));
		}
	};
}

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['url', 'baseLocale']
		}),
		composedMessages(),
		sveltekit(),
		messagesByName(),
		fewFiles(),
		mapFiles()
	],
	worker: { format: 'es' }
});
