import * as v from 'valibot';

/** Where a record comes from. Every record carries it, and every figure on the screen can show it. */
export interface Provenance {
	source: string;
	/** ISO date of the source, AAAA-MM-JJ. */
	date: string;
	method: string;
	licence: string | null;
	url: string | null;
	/** True for an invented record, shown as such wherever the record is shown. */
	demonstration: boolean;
}

/** Whose the records of the demonstration are; pages have words for it. */
export const demonstrationSource = 'Jeu de démonstration Forgeterre';

/** The provenance columns as the database and the OGC API write them; spread into each record's schema. */
export const provenanceColumns = {
	source_nom: v.string(),
	source_date: v.string(),
	source_methode: v.string(),
	source_licence: v.nullish(v.string(), null),
	source_url: v.nullish(v.string(), null),
	demonstration: v.optional(v.boolean(), false)
};

interface ProvenanceRow {
	source_nom: string;
	source_date: string;
	source_methode: string;
	source_licence: string | null;
	source_url: string | null;
	demonstration: boolean;
}

export function provenanceOf(row: ProvenanceRow): Provenance {
	return {
		source: row.source_nom,
		date: row.source_date,
		method: row.source_methode,
		licence: row.source_licence,
		url: row.source_url,
		demonstration: row.demonstration
	};
}
