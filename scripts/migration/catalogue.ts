import type { Engine } from '#lib/server/embedded/engines.ts';
import { type Kind, kinds, queries } from './catalogue-queries.ts';

/** `name` is how SQL names it: `public.poi`, `revision on public.poi`; for comment and grants `table public.poi`. */
export type CatalogueObject = { kind: Kind; name: string; definition: string };

/** Everything that our schema makes in a database, by kind and name. */
export type Catalogue = ReadonlyMap<string, CatalogueObject>;

/** One object that two catalogues tell differently; `wanted` or `found` is null where there is none. */
export type Difference = { kind: Kind; name: string; wanted: string | null; found: string | null };

/** Reads the catalogue of a database: our schema, and what it hangs on others. */
export async function readCatalogue(engine: Engine): Promise<Catalogue> {
	const catalogue = new Map<string, CatalogueObject>();
	for (const [kind, query] of queries) {
		for (const { name, definition } of await engine.rows(query)) {
			const object = {
				kind,
				name: String(name),
				definition: typeof definition === 'string' ? definition : ''
			};
			catalogue.set(`${kind} ${object.name}`, object);
		}
	}
	return catalogue;
}

/** What differs between two databases, kind by kind. */
export function compareCatalogues(wanted: Catalogue, found: Catalogue): Difference[] {
	const rank = (key: string) => kinds.indexOf((wanted.get(key) ?? found.get(key))?.kind ?? 'type');
	return [...new Set([...wanted.keys(), ...found.keys()])]
		.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
		.flatMap((key) => {
			const [one, other] = [wanted.get(key), found.get(key)];
			const told = one ?? other;
			if (!told || one?.definition === other?.definition) return [];
			return {
				...{ kind: told.kind, name: told.name },
				...{ wanted: one?.definition ?? null, found: other?.definition ?? null }
			};
		});
}
