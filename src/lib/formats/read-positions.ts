import type { Position } from 'geojson';
import type { CoordinateSystem } from '#lib/geo/coordinate-system.ts';

/**
 * What is done with positions that are not longitude and latitude in degrees: mended as they can only be meant,
 * refused, or read by a projection of `geo/foreign-projection`, by its name.
 */
export type PositionsChoice = 'mended' | 'refused' | (string & {});

/** Positions of a file that are not in degrees, by how they are written. */
export interface ReadPositions {
	/** Null for those that lie nowhere in France, however they are read. */
	system: Exclude<CoordinateSystem, 'degrees'> | null;
	/** Records that are written so. */
	count: number;
	/** The first position of some of them, as the file writes it and in degrees. */
	samples: { before: Position; after: Position | null }[];
}

/** More samples than a small map shows apart. */
const mostSamples = 200;

/** Gathers the positions of a file while it is read. */
export class PositionsRead {
	readonly #systems = new Map<ReadPositions['system'], ReadPositions>();

	note(system: CoordinateSystem | null, before: Position, after: Position | null): void {
		if (system === 'degrees') return;
		const read = this.#systems.get(system) ?? { system, count: 0, samples: [] };
		read.count += 1;
		if (read.samples.length < mostSamples) read.samples.push({ before, after });
		this.#systems.set(system, read);
	}

	get all(): ReadPositions[] {
		return [...this.#systems.values()];
	}
}
