import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { build } from 'vite';

/** A module with all that it imports, as the build writes it for the page. */
async function inPage(file: string): Promise<string> {
	const entry = resolve(import.meta.dirname, file);
	const built = await build({
		configFile: false,
		logLevel: 'silent',
		build: { write: false, lib: { entry, formats: ['es'] } }
	});
	const [output] = [built].flat();
	if (output === undefined || !('output' in output)) throw new Error('Rien n’est construit.');
	return output.output.map((file) => ('code' in file ? file.code : '')).join('\n');
}

it('leaves the words of the OGC API and the SQL of the criteria out of the page', async () => {
	const script = await inPage('criteria-list.ts');
	expect(script).toContain('elec_kva_min');
	for (const ofServer of ['verdict_', 'nearest_km', 'asked.', 'au moins, en', 'vol d’oiseau'])
		expect(script).not.toContain(ofServer);
});
