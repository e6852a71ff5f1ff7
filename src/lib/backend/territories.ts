import * as v from 'valibot';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { backendError } from './backend-error.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** Members and their facts, named as the columns they fill; the points are in degrees. */
export type TerritoryMembers = {
	id: string;
	nom: string;
	configuration: TerritoryConfiguration;
	/** Source of the member lists and populations. */
	source_nom: string;
	source_date: string;
	source_methode: string;
	source_licence?: string | undefined;
	source_url?: string | undefined;
	epci: {
		epci_siren: string;
		epci_nom: string;
		population: number | null;
		communes: {
			comm_insee: string;
			comm_nom: string;
			population: number | null;
			surface_ha?: number | undefined;
			longitude?: number | undefined;
			latitude?: number | undefined;
		}[];
	}[];
};

const Configured = v.object({
	epci: v.number(),
	communes: v.number(),
	removed_epci: v.array(v.string()),
	removed_communes: v.array(v.string())
});

export type ConfiguredTerritory = v.InferOutput<typeof Configured>;

const Row = v.object({
	territory_id: v.string(),
	nom: v.string(),
	/** Date (AAAA-MM-JJ) of the first loading of the demonstration set; `demo:clear` leaves it. */
	demonstration_chargee: v.nullable(v.string())
});

const Revisions = v.object({ revision: v.number(), classes: v.record(v.string(), v.number()) });

/** A number that changes with every write to the records of a territory, and one for each table of them. */
export type Revisions = v.InferOutput<typeof Revisions>;

export type TerritoryRow = v.InferOutput<typeof Row>;

export const territories = {
	/**
	 * Writes a territory, its EPCI and its communes, keeps the contours that are known and
	 * removes former members. Writes nothing when nothing has changed. Needs a service client.
	 * @throws BackendError 409 naming an EPCI that belongs to another territory
	 */
	configure: (client: BackendClient, members: TerritoryMembers): Promise<ConfiguredTerritory> =>
		call(client, 'territory_configure', { p_configuration: members }, Configured),

	/** A territory by its id, or null. */
	async get(client: BackendClient, territory: string): Promise<TerritoryRow | null> {
		const { data, error, status } = await client
			.from('territory')
			.select('territory_id, nom, demonstration_chargee')
			.eq('territory_id', territory);
		if (error) throw backendError(status, error);
		return v.parse(v.array(Row), data)[0] ?? null;
	},

	/** What tells whether a reading is up to date; 0 and no table for an unknown territory. */
	revisions: (client: BackendClient, territory: string): Promise<Revisions> =>
		call(client, 'territory_revision', { p_territory: territory }, Revisions)
};
