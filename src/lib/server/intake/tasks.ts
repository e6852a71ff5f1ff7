import type { MultiPolygon, Polygon } from 'geojson';
import type { PrintedMarks } from '#lib/documents/printed-marks.ts';
import type { ConsumptionRow } from '#lib/backend/ledger.ts';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import type { UnitsByClass } from '#lib/domain/import/units.ts';
import type { PositionsChoice } from '#lib/formats/read-positions.ts';
import type { MatchesByClass } from '#lib/domain/import/column-matches.ts';
import type { RecordClass } from '#lib/domain/import/record.ts';
import type { InventoryTableFile } from '#lib/formats/read-inventory-table.ts';
import type { OwnerParcelFile } from '#lib/formats/read-owner-parcels.ts';
import type { RecordsFile } from '#lib/formats/read-records.ts';
import type { ReadSurfaces } from '#lib/formats/read-surfaces.ts';
import type { Photo } from '#lib/server/listing/read-photo.ts';
import type { ReadParcels } from '#lib/server/parcels/read-parcels.ts';

/** A file as it was sent, and the name that its sender gave it. */
interface SentFile {
	file: string;
	bytes: Uint8Array;
}

/** Everything that comes from outside and is read in a process of its own: what is given, and what is found. */
export interface IntakeTasks {
	/** A file to import; its schema travels by its name. */
	records: {
		given: SentFile & {
			as: RecordClass | null;
			layer: string | null;
			date: string;
			clear: boolean;
			matches: MatchesByClass;
			units: UnitsByClass;
			positions: PositionsChoice;
		};
		found: Omit<RecordsFile, 'schema'> & { schema: ClassSchema['class'] };
	};
	/** A table of the inventory without a geometry: who is on a unit, what was seen of it, whose it is. */
	inventory: { given: SentFile; found: InventoryTableFile };
	/** Parcels with the account of their owner, from which land units are built. */
	ownerParcels: { given: SentFile & { date: string }; found: OwnerParcelFile };
	/** The yearly file of consumed land, of which the lines of some communes are wanted. */
	consumption: { given: SentFile & { communes: string[] }; found: ConsumptionRow[] };
	/** A file with the outline of a listing. */
	surfaces: { given: SentFile; found: ReadSurfaces };
	/** Outlines as GeoJSON that the page sent, made one. */
	outline: { given: { texts: string[] }; found: Polygon | MultiPolygon };
	photo: { given: SentFile; found: Photo };
	document: { given: SentFile; found: null };
	/** A document of ours that somebody wants checked. */
	printed: { given: SentFile; found: PrintedMarks };
	/** Answers of the cadastre, and the parcels asked for; the first there is where none is named. */
	parcels: { given: { answers: Uint8Array[]; ids: string[] | null }; found: ReadParcels };
}

export type IntakeTask = keyof IntakeTasks;
export type Given<Task extends IntakeTask> = IntakeTasks[Task]['given'];
export type Found<Task extends IntakeTask> = IntakeTasks[Task]['found'];
