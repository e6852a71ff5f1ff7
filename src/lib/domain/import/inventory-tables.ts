import { evidenceKinds, evidenceSaid, occupantKinds } from '../inventory.ts';
import { normalisedColumn } from './class-schema.ts';
import { count, date, digits, identifiers, oneOf, required, text } from '../fields/field.ts';
import type { ReadableSchema } from './validate-record.ts';

/** Tables of the inventory that have no geometry of their own (docs/inventory-files.md). */
export const inventoryTables = ['unite_occupant', 'unite_constat', 'unite_proprietaire'] as const;
export type InventoryTable = (typeof inventoryTables)[number];

const provenance = {
	source_nom: required(text()),
	source_date: required(date()),
	source_methode: text(),
	source_licence: text(),
	source_url: text()
};

const table = (fields: ReadableSchema['fields']): ReadableSchema => ({
	...{ key: 'uf_id', aliases: {}, declaredCommune: null, declaredEpci: null },
	fields: { uf_id: required(identifiers()), ...fields, ...provenance }
});

export const inventoryTableSchemas: Readonly<Record<InventoryTable, ReadableSchema>> = {
	unite_occupant: table({
		occupant_type: required(oneOf(occupantKinds)),
		siret: digits(14),
		du: required(date()),
		au: date(),
		effectif: count()
	}),
	unite_constat: table({
		constat: required(oneOf(evidenceSaid)),
		nature: required(oneOf(evidenceKinds)),
		observe_le: required(date()),
		depuis: date(),
		note: text(),
		par_nom: text()
	}),
	unite_proprietaire: table({
		proprio_nom: required(text()),
		proprio_compte: text()
	})
};

/** The column that only one of the tables has, by table. */
const tellingColumns: Readonly<Record<InventoryTable, string>> = {
	unite_occupant: 'occupant_type',
	unite_constat: 'constat',
	unite_proprietaire: 'proprio_nom'
};

/** The table that the columns of a file speak of; null where they tell none. */
export function inventoryTableOf(columns: readonly string[]): InventoryTable | null {
	const names = new Set(columns.map(normalisedColumn));
	if (!names.has('uf_id')) return null;
	return inventoryTables.find((one) => names.has(tellingColumns[one])) ?? null;
}
