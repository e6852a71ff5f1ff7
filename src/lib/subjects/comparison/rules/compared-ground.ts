import type { Provenance } from '#lib/domain/provenance.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import type { ComparedCell } from './comparison.ts';
import type { SourceGround } from './sources.ts';

/** The plots of a comparison, beside what stands around them. */
export interface ComparedGround extends SourceGround {
	atlas: Atlas;
	/** Their index in the atlas, in the order asked. */
	indexes: number[];
	criteria: Criteria;
	/** Keeps a source, and says its place. */
	cite: (source: Provenance | null) => number | null;
}

/** A cell that says a value, and who says it. */
export function cell(
	ground: ComparedGround,
	value: ComparedCell['value'],
	source: Provenance | null,
	more: Partial<ComparedCell> = {}
): ComparedCell {
	return {
		...{ value, interval: null, measuredBy: null, note: null, mark: null },
		source: value === null ? null : ground.cite(source),
		...more
	};
}

/** Whether the cells of a line say different things. */
export function differ(cells: readonly ComparedCell[]): boolean {
	const said = cells.map(({ value, interval, measuredBy, note }) =>
		JSON.stringify([value, interval, measuredBy, note])
	);
	return new Set(said).size > 1;
}
