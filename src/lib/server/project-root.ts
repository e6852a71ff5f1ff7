import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Folder of the project: the nearest one above `from` that holds `supabase/migrations`.
 * Found by walking up, because the same module runs from `src/`, from `build/` and under Vite.
 */
export function projectRoot(from: string = import.meta.dirname): string {
	if (existsSync(join(from, 'supabase', 'migrations'))) return from;
	const parent = dirname(from);
	if (parent === from)
		throw new Error('Dossier supabase/migrations introuvable : installation incomplète.');
	return projectRoot(parent);
}
