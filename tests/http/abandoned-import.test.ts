import { randomUUID } from 'node:crypto';
import { expect, describe, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';

describe.each(engines)('an import that is killed on $name', (engine) => {
	const server = useServer(engine);
	const rest = (path: string, init: RequestInit = {}) =>
		fetch(`${server.address()}/rest/v1/${path}`, {
			...init,
			headers: {
				apikey: server.keys().secretKey,
				'content-type': 'application/json',
				prefer: 'return=minimal'
			}
		});
	const staged = async () =>
		(await (await rest('import_lot?select=lot')).json()) as { lot: string }[];
	const age = (lot: string, hours: number) =>
		rest(`import_lot?lot=eq.${lot}`, {
			method: 'PATCH',
			body: JSON.stringify({ depose_le: new Date(Date.now() - hours * 3_600_000).toISOString() })
		});

	async function stage(lot: string) {
		const properties = { terr_id: 'T1', proprio_nom: 'Nom', terr_acquereur: 'Acquéreur' };
		const geometry = { type: 'Point', coordinates: [4.7, 49.7] };
		const answer = await rest('rpc/import_chunk', {
			method: 'POST',
			body: JSON.stringify({
				p_lot: lot,
				p_class: 'terrain_eco',
				p_features: [{ type: 'Feature', geometry, properties }]
			})
		});
		expect(answer.status).toBe(200);
	}

	it('leaves nothing staged: not after the next start here, not after a day’s work elsewhere', async () => {
		const [killed, running] = [randomUUID(), randomUUID()];
		await stage(killed);
		expect(await staged()).toHaveLength(1);
		await server.crash();
		// The database of a folder is this process's alone; another process may be importing into PostgreSQL.
		expect(await staged()).toHaveLength(engine.name === 'PGlite' ? 0 : 1);

		if (engine.name === 'PGlite') await stage(killed);
		await stage(running);
		await age(killed, 7);
		await age(running, 7);
		await stage(running);
		const { output } = await runToEnd('daily', [], {
			...server.environment(),
			FORGETERRE_URL: server.address()
		});
		expect(output).toContain('1 fiche(s) d’imports interrompus effacée(s)');
		expect((await staged()).map(({ lot }) => lot)).toEqual([running, running]);
	});
});
