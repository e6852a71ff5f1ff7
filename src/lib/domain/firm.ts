import type { Feature, Geometry } from 'geojson';
import * as v from 'valibot';
import { parseProperties, toLngLat, type LngLat } from './feature.ts';
import { firmFields } from './fields/etablissement.ts';
import { rowColumns } from './fields/row-columns.ts';
import { provenanceColumns, provenanceOf, type Provenance } from './provenance.ts';
import { sectorOf, type Sector } from './sector.ts';

const FirmRow = v.object({ ...rowColumns(firmFields), ...provenanceColumns });

/** An establishment of a firm (CNIG: établissement). */
export interface Firm {
	siret: string;
	name: string;
	legalName: string | null;
	address: string | null;
	/** NAF rev. 2 code as the source writes it; empty where it is not known. */
	naf: string;
	activity: string | null;
	sector: Sector;
	/** Employees; null when only a bracket is known. */
	headcount: number | null;
	/** INSEE bracket, in words. */
	headcountBracket: string | null;
	headcountYear: string | null;
	headOffice: boolean | null;
	active: boolean | null;
	description: string | null;
	/** Plots the establishment stands on. */
	plotIds: string[];
	locationQuality: string | null;
	updated: string | null;
	epciSiren: string | null;
	epciName: string | null;
	inseeCode: string | null;
	communeName: string | null;
	provenance: Provenance;
	/** First of the establishment's points. */
	position: LngLat;
}

/** @throws RecordError naming the field, when the feature is not an establishment of the OGC collection */
export function parseFirm(feature: Feature<Geometry | null>): Firm {
	const row = parseProperties(FirmRow, feature, 'établissement');
	return {
		siret: row.siret,
		name: row.etab_nom,
		legalName: row.etab_raison_sociale,
		address: row.etab_adresse,
		naf: row.etab_activite_code ?? '',
		activity: row.etab_activite_libelle,
		sector: sectorOf(row.etab_activite_code ?? ''),
		headcount: row.etab_effectif,
		headcountBracket: row.etab_effectif_libelle,
		headcountYear: row.etab_effectif_annee === null ? null : String(row.etab_effectif_annee),
		headOffice: row.etab_siege,
		active: row.etab_actif,
		description: row.etab_description,
		plotIds: row.terr_id?.split('|').filter(Boolean) ?? [],
		locationQuality: row.geocodage_qualite,
		updated: row.etab_actu_date,
		epciSiren: row.epci_siren,
		epciName: row.epci_nom,
		inseeCode: row.comm_insee,
		communeName: row.comm_nom,
		provenance: provenanceOf(row),
		position: firstPoint(feature.geometry)
	};
}

function firstPoint(geometry: Geometry | null): LngLat {
	if (geometry?.type === 'Point') return toLngLat(geometry.coordinates);
	if (geometry?.type === 'MultiPoint') return toLngLat(geometry.coordinates[0] ?? []);
	return [Number.NaN, Number.NaN];
}
