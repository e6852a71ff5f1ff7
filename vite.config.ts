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

/**
 * What several pages share travels in a few files, by the pages that need it; less than this many bytes of source
 * are worth no file of their own.
 */
const smallestSharedBytes = 420_000;

function fewFiles(): Plugin {
	return {
		name: 'few-files',
		applyToEnvironment: ({ name }) => name === 'client',
		outputOptions: (options) => ({
			...options,
			// Files that need each other run in the order in which their modules were imported.
			strictExecutionOrder: true,
			codeSplitting: {
				groups: [
					{
						name: 'shared',
						test: (id) => !ofTheMap.test(id),
						minShareCount: 2,
						entriesAware: true,
						entriesAwareMergeThreshold: smallestSharedBytes
					},
					{
						name: 'map',
						test: smallOfTheMap,
						minShareCount: 2,
						entriesAware: true,
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
