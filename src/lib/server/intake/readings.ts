import { readPrintedMarks } from '#lib/documents/printed-marks.ts';
import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import { decodeText } from '#lib/formats/decode-text.ts';
import { readInventoryTable } from '#lib/formats/read-inventory-table.ts';
import { readOwnerParcels } from '#lib/formats/read-owner-parcels.ts';
import { readRecords } from '#lib/formats/read-records.ts';
import { readSurfaces } from '#lib/formats/read-surfaces.ts';
import { readDocument } from '#lib/server/listing/read-document.ts';
import { readOutline } from '#lib/server/listing/read-outline.ts';
import { readPhoto } from '#lib/server/listing/read-photo.ts';
import { readParcels } from '#lib/server/parcels/read-parcels.ts';
import { readConsumption } from '#lib/subjects/ledger/consumption-file.ts';
import type { Found, Given, IntakeTask } from './tasks.ts';

type Readings = {
	[Task in IntakeTask]: (given: Given<Task>) => Promise<Found<Task>> | Found<Task>;
};

/** How each task is done, in the reading process: its refusals are RefusedErrors. */
export const readings: Readings = {
	records: async ({ file, bytes, as, layer, ...context }) => {
		const schema = as === null ? undefined : (schemaNamed(as) ?? undefined);
		const read = await readRecords(bytes, {
			file,
			as: schema,
			layer: layer ?? undefined,
			...context
		});
		return { ...read, schema: read.schema.class };
	},
	inventory: ({ file, bytes }) => readInventoryTable(bytes, file),
	ownerParcels: ({ bytes, file, date }) => readOwnerParcels(bytes, { file, date }),
	consumption: ({ bytes, communes }) => readConsumption(decodeText(bytes).text, new Set(communes)),
	surfaces: ({ file, bytes }) => readSurfaces(bytes, file),
	outline: ({ texts }) => readOutline(texts),
	photo: ({ file, bytes }) => readPhoto(bytes, file),
	document: ({ file, bytes }) => {
		readDocument(bytes, file);
		return null;
	},
	printed: ({ bytes }) => readPrintedMarks(bytes),
	parcels: ({ answers, ids }) => readParcels(answers, ids)
};
