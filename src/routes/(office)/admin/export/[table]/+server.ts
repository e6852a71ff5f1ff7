import { error } from '@sveltejs/kit';
import { BackendError } from '#lib/backend/backend-error.ts';
import { exports, type ExportedRow } from '#lib/backend/exports.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { requireMember } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** Columns that hold a geometry, the one that stands for the record first. */
const geometryColumns = ['geom', 'geompoint'];

export const GET: RequestHandler = async (event) => {
	requireMember(event, 'administrateur');
	const { table } = event.params;
	const territory = appBackend().configuration.id;
	const rows = await exports
		.table(event.locals.supabase, { territory, table })
		.catch((fault: unknown) => {
			if (!(fault instanceof BackendError) || fault.status >= 500) throw fault;
			error(fault.status, [fault.message, fault.hint].filter(Boolean).join(' '));
		});
	const placed = rows.some((row) => geometryColumns.some((column) => column in row));
	const day = dayInFrance(new Date());
	return new Response(JSON.stringify(placed ? collectionOf(rows) : rows), {
		headers: {
			'content-type': placed ? 'application/geo+json' : 'application/json',
			'content-disposition': `attachment; filename="${territory}-${table}-${day}.${placed ? 'geojson' : 'json'}"`,
			'cache-control': 'private, no-store'
		}
	});
};

function collectionOf(rows: readonly ExportedRow[]) {
	return { type: 'FeatureCollection', features: rows.map(featureOf) };
}

function featureOf(row: ExportedRow) {
	const column = geometryColumns.find((name) => row[name] !== null && name in row);
	// PostGIS names the coordinate system, which GeoJSON has but one of.
	const geometry = column
		? Object.fromEntries(Object.entries(row[column] ?? {}).filter(([name]) => name !== 'crs'))
		: null;
	const properties = Object.fromEntries(
		Object.entries(row).filter(([name]) => !geometryColumns.includes(name))
	);
	return { type: 'Feature', geometry, properties };
}
