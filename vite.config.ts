import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { composedMessages } from './scripts/client/composed-messages.ts';
import { fewFiles } from './scripts/client/few-files.ts';
import { wordsByLanguage } from './scripts/client/words-by-language.ts';

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
		wordsByLanguage(),
		fewFiles(),
		mapFiles()
	],
	worker: { format: 'es' }
});
