import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

/** Files that the map is made of, as addresses. */
export interface MapFiles {
	scripts: string[];
	worker: string | null;
}

let read: MapFiles | null = null;

/** What the build has named (`vite.config.ts`); nothing where the pages are served from their sources. */
export function mapFiles(): MapFiles {
	return (read ??= readMapFiles());
}

function readMapFiles(): MapFiles {
	const file = join(projectRoot(), 'build/client/_app/map-files.json');
	try {
		if (import.meta.env.DEV) return { scripts: [], worker: null };
		const named = JSON.parse(readFileSync(file, 'utf8')) as { scripts: string[]; worker?: string };
		return {
			scripts: named.scripts.map((name) => `/${name}`),
			worker: named.worker === undefined ? null : `/${named.worker}`
		};
	} catch {
		// A page without hints is slower, and whole.
		return { scripts: [], worker: null };
	}
}
