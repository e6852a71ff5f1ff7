import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import { doubtOf } from '#lib/domain/import/plausible.ts';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';

/** A record that can be written, before it is. */
interface ReadableRecord {
	key: string;
	line: number | null;
	geometry: Geometry;
	columns: Readonly<Record<string, ColumnValue>>;
}

/** A stated area may differ from the drawn one by so much: a rounded figure, a road left out. */
const areaTolerance = 0.1;
/** And by so many hectares where a plot is small. */
const areaRounding = 0.05;

/** Remarks what can be read and is hard to believe, in the records of one file. */
export class Doubts {
	readonly #file: string;
	readonly #schema: ClassSchema;
	readonly #today: string;
	/** Key of the first record with each surface. */
	readonly #surfaces = new Map<string, string>();

	/** @param today ISO date of the import */
	constructor(file: string, schema: ClassSchema, today: string) {
		this.#file = file;
		this.#schema = schema;
		this.#today = today;
	}

	/** The remarks on one more record. */
	about(record: ReadableRecord): ImportIssue[] {
		return [...this.#values(record), ...this.#area(record), ...this.#twin(record)];
	}

	#values(record: ReadableRecord): ImportIssue[] {
		const { columns } = record;
		// A date of its own that a record takes for its source's is remarked once.
		const taken = this.#schema.dateColumns.some((name) => columns[name] === columns['source_date']);
		return Object.entries(columns).flatMap(([column, value]) => {
			if (column === 'source_date' && taken) return [];
			const field = this.#schema.fields[column];
			const doubt = field ? doubtOf(field, value, this.#today) : null;
			return doubt === null ? [] : [this.#doubt(record, column, shownValue(value), doubt)];
		});
	}

	#area(record: ReadableRecord): ImportIssue[] {
		const column = this.#schema.areaColumn;
		const stated = column && record.columns[column];
		if (!column || typeof stated !== 'number' || !isSurface(record.geometry)) return [];
		const drawn = areaHectares(record.geometry);
		const difference = Math.abs(stated - drawn);
		if (difference <= areaRounding || difference <= areaTolerance * drawn) return [];
		const said = expectation(
			'drawn_area',
			`la géométrie mesure ${drawn.toLocaleString('fr-FR', { maximumSignificantDigits: 3 })} ha`,
			{ hectares: Number(drawn.toPrecision(3)) }
		);
		return [this.#doubt(record, column, `${stated.toLocaleString('fr-FR')} ha`, said)];
	}

	#twin(record: ReadableRecord): ImportIssue[] {
		const { key, geometry, columns } = record;
		// Several spaces are let in one building.
		const isSpace = (columns['offre_type'] ?? 'Terrain') !== 'Terrain';
		if (!isSurface(geometry) || isSpace || this.#schema.class === 'contrainte') return [];
		const surface = JSON.stringify(geometry.coordinates);
		const first = this.#surfaces.get(surface);
		if (first === undefined) {
			this.#surfaces.set(surface, key);
			return [];
		}
		return [this.#doubt(record, 'geometry', null, twinWords(first))];
	}

	#doubt(
		{ key, line }: ReadableRecord,
		field: string,
		value: string | null,
		said: Expectation
	): ImportIssue {
		return { file: this.#file, line, record: key, field, value, ...said, outcome: 'doubtful' };
	}
}

/** What is said of a record with the surface of another. */
export function twinWords(other: string): Expectation {
	return expectation(
		'expects_own_surface',
		`une surface qui lui soit propre : c’est celle de ${other}`,
		{ other }
	);
}

function isSurface(geometry: Geometry): geometry is Polygon | MultiPolygon {
	return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
}
