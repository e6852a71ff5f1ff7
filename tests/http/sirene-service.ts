import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for recherche-entreprises.api.gouv.fr: the shape of its answers, three firms. */
export const sirene = {
	known: '13002526500013',
	hidden: '35600000049837',
	unknown: '12002701600563'
};

export async function openSirene() {
	let failing = false;
	const server = createServer((request, response) => {
		const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('q') ?? '';
		const firm = (name: string) => ({
			nom_complet: name,
			nom_raison_sociale: name,
			siege: { siret: '00000000000000' },
			matching_etablissements: [{ siret: asked }]
		});
		const found =
			asked === sirene.known
				? [firm("FORGES D'ESSAI")]
				: asked === sirene.hidden
					? [firm('[NON-DIFFUSIBLE]')]
					: [];
		response.writeHead(failing ? 503 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ results: found, total_results: found.length }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** From now on answers 503, or again as it should. */
		fail: (value: boolean) => {
			failing = value;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
}
