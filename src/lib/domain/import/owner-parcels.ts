import type { ClassSchema } from './class-schema.ts';
import { date, pattern, required, text } from '../fields/field.ts';
import { exampleParcelId, parcelId } from '../parcel-id.ts';

/** Most parcels of one file: the business parks of an EPCI many times over. */
export const mostParcels = 20_000;

/** Parcels with the account of their owner, from which land units are built (docs/inventory-files.md). */
export const ownerParcelSchema: ClassSchema = {
	// Read as units are: parcels are no class of records of their own, and are not kept.
	class: 'unite_fonciere',
	label: 'parcelle',
	key: 'parcelle_id',
	geometry: 'surface',
	geometryColumns: ['geometry'],
	fields: {
		parcelle_id: required(
			pattern(parcelId, `une référence cadastrale de 14 caractères, par exemple ${exampleParcelId}`)
		),
		proprio_compte: required(text()),
		proprio_nom: text(),
		source_nom: required(text()),
		source_date: required(date()),
		source_licence: text(),
		source_url: text()
	},
	aliases: { idu: 'parcelle_id', id: 'parcelle_id', idprocpte: 'proprio_compte' },
	declaredCommune: null,
	declaredEpci: null,
	ignored: {},
	dateColumns: [],
	sourceColumns: []
};
