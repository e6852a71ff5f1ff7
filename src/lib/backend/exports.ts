import * as v from 'valibot';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** Tables that an administrator may take home, in the order in which the page lists them. */
export const exportedTables = [
	...['terrain_eco', 'site_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'contrainte'],
	...['commune', 'epci', 'annonce', 'annonce_piece', 'annonce_version', 'demande', 'demande_note'],
	...['recherche_vide', 'membre']
] as const;

export type ExportedRow = Record<string, unknown>;

export const exports = {
	/**
	 * Every row of a table of the territory, unpublished ones included, geometries as GeoJSON.
	 * @throws BackendError 403 unless the account is an administrator, 404 for a table not exported
	 */
	table: (
		client: BackendClient,
		query: { territory: string; table: string }
	): Promise<ExportedRow[]> =>
		call(
			client,
			'export_table',
			{ p_territory: query.territory, p_table: query.table },
			v.array(v.record(v.string(), v.unknown()))
		)
};
