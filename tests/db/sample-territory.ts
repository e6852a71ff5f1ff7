import { randomUUID } from 'node:crypto';
import type { Feature, Geometry, Polygon, Position } from 'geojson';
import * as v from 'valibot';
import { call } from '#lib/backend/call.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { type ImportClass, imports, type ImportOutcomes } from '#lib/backend/imports.ts';
import { territories, type TerritoryMembers } from '#lib/backend/territories.ts';

/** Where every record of the sample says it comes from. */
export const source = {
	source_nom: 'Relevé des tests',
	source_date: '2026-01-31',
	source_methode: 'relevé',
	source_licence: 'Licence Ouverte 2.0'
};

/** Three communes side by side from west to east: two of the first EPCI, one of the second. */
export const members: TerritoryMembers = {
	id: 'essai',
	nom: 'Territoire des tests',
	configuration: {
		id: 'essai',
		name: 'Territoire des tests',
		epci: [
			{ siren: '200000001', colour: '#112233' },
			{ siren: '200000002', colour: '#445566' }
		],
		colours: { accent: '#B5442E' },
		languages: ['fr'],
		contacts: [],
		axes: [{ id: 'foncier', fr: 'Mobiliser un foncier adapté', en: 'Mobilising land that fits' }]
	},
	...source,
	epci: [
		{
			epci_siren: '200000001',
			epci_nom: 'CC du Couchant',
			population: 3000,
			communes: [
				{ comm_insee: '08001', comm_nom: 'Ouestville', population: 1000 },
				{ comm_insee: '08002', comm_nom: 'Milieu', population: 2000 }
			]
		},
		{
			epci_siren: '200000002',
			epci_nom: 'CC du Levant',
			population: 500,
			communes: [{ comm_insee: '08003', comm_nom: 'Estville', population: 500 }]
		}
	]
};

/** A square by its south-west corner and its side, in degrees. */
export function square(west: number, south: number, side: number): Polygon {
	const corners: Position[] = [
		[west, south],
		[west + side, south],
		[west + side, south + side],
		[west, south + side],
		[west, south]
	];
	return { type: 'Polygon', coordinates: [corners] };
}

/** A feature of the sample: provenance is added unless the properties state their own. */
export function record(geometry: Geometry | null, properties: Record<string, unknown>): Feature {
	return {
		type: 'Feature',
		geometry: geometry as Geometry,
		properties: { ...source, ...properties }
	};
}

export const communeContours = [
	record(square(4.0, 49.0, 0.1), { comm_insee: '08001' }),
	record(square(4.1, 49.0, 0.1), { comm_insee: '08002' }),
	record(square(4.2, 49.0, 0.1), { comm_insee: '08003' })
];

export function site(id: string, geometry: Geometry, more: Record<string, unknown> = {}) {
	return record(geometry, {
		site_id: id,
		site_nom: `Site ${id}`,
		site_type: "zone d'activité économique",
		site_vocadomi: 'industrielle',
		site_etat: 'existant et actif',
		site_moa_type: 'epci',
		...more
	});
}

export function plot(id: string, geometry: Geometry, more: Record<string, unknown> = {}) {
	return record(geometry, {
		terr_id: id,
		terr_maitrise_fonc: 'commune',
		terr_stade_amngt: 'viabilisé et aménagé',
		terr_stade_comm: 'en vente',
		terr_etat_occup: 'vacant',
		terr_usage: 'bâti productif',
		...more
	});
}

export function firm(siret: string, points: Position[], more: Record<string, unknown> = {}) {
	return record(
		{ type: 'MultiPoint', coordinates: points },
		{
			siret,
			siren: siret.slice(0, 9),
			etab_nom: `Entreprise ${siret}`,
			geocodage_qualite: 'localisation au bâtiment',
			etab_activite_code: '2550A',
			...more
		}
	);
}

export function brownfield(id: string, geometry: Geometry, more: Record<string, unknown> = {}) {
	return record(geometry, {
		site_id: id,
		site_nom: `Friche ${id}`,
		site_type: 'friche industrielle',
		...more
	});
}

export function poi(id: string, position: Position, more: Record<string, unknown> = {}) {
	return record(
		{ type: 'Point', coordinates: position },
		{ poi_id: id, poi_type: 'port', poi_nom: `Port ${id}`, ...more }
	);
}

export function constraint(id: string, geometry: Geometry, more: Record<string, unknown> = {}) {
	return record(geometry, {
		contrainte_id: id,
		contrainte_type: 'zone inondable',
		contrainte_nom: `Zone ${id}`,
		...more
	});
}

/** Stages and applies features by class in one lot; the lot is dropped when it is refused. */
export async function importAll(
	client: BackendClient,
	classes: Partial<Record<ImportClass, Feature[]>>,
	territory = members.id
): Promise<ImportOutcomes> {
	const lot = randomUUID();
	try {
		for (const [name, features] of Object.entries(classes)) {
			// As every version of the database takes it, those of before too.
			const chunk = { p_lot: lot, p_class: name, p_features: JSON.stringify(features) };
			await call(client, 'import_chunk', chunk, v.number());
		}
		return await imports.apply(client, { lot, territory });
	} finally {
		await imports.discard(client, lot);
	}
}

/** The sample territory with the contours of its communes, and no record yet. */
export async function settle(client: BackendClient): Promise<void> {
	await territories.configure(client, members);
	await importAll(client, { commune: communeContours });
}
