import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { listings, type ListingPatch } from '#lib/backend/listings.ts';
import type { MultiPolygon, Polygon } from 'geojson';
import { stepFields } from '#lib/domain/listing-fields.ts';
import { chosenSurface, drawnSurface } from '#lib/server/listing/read-outline.ts';
import { readStep, textOf, versionOf } from '#lib/server/listing/read-step.ts';
import { refuseSize, UploadError, largestDocument } from '#lib/server/listing/uploaded-file.ts';
import { parcelIdsOf, parcelsById, parcelService } from '#lib/server/parcels/api-carto.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readSurfaces, type ReadSurface } from '#lib/formats/read-surfaces.ts';
import { unionSurfaces } from '#lib/geo/union-surfaces.ts';
import type { Actions, PageServerLoad } from './$types';
import { listingPath, pathAfter } from '../../listing-path.ts';
import { refusalOf } from '../../../refusal.ts';

export const load: PageServerLoad = async () => {
	const { ask } = await readTerritory();
	return { bounds: await ask.bounds() };
};

/** What an action makes of its form: an outline to write, or surfaces to choose from. */
interface Found {
	geometry?: Polygon | MultiPolygon | null;
	values?: ListingPatch;
	choices?: ReadSurface[];
	notes?: string[];
}

type Event = RequestEvent<{ id: string }>;

/** Reads the fields that stand beside the outline, finds the outline, and writes both at once. */
async function place(
	event: Event,
	find: (form: FormData) => Promise<Found> | Found,
	goOn: boolean
) {
	requireMember(event);
	const { id } = event.params;
	const form = await event.request.formData();
	const { values, faults, typed: fields } = readStep(stepFields.emplacement, form);
	const typed = { ...fields, parcelles: textOf(form, 'parcelles') };
	if (Object.keys(faults).length > 0) return fail(400, { faults, typed });
	let found: Found | undefined;
	try {
		found = await find(form);
		if (found.choices) return fail(422, { ...found, typed });
		await listings.save(event.locals.supabase, {
			listing: id,
			version: versionOf(form),
			values: { ...values, ...found.values },
			geometry: found.geometry
		});
	} catch (fault) {
		const refusal = refusalOf(fault);
		// What was drawn comes back with the refusal, as what was typed does.
		return fail(refusal.status, { refusal, typed, outline: found?.geometry ?? null });
	}
	const path = goOn
		? pathAfter(id, 'emplacement', form.get('suite'))
		: listingPath(id, 'emplacement');
	redirect(303, path);
}

async function fromParcels(form: FormData): Promise<Found> {
	const ids = parcelIdsOf(textOf(form, 'parcelles'));
	if (ids.length === 0) throw new UploadError('parcels_none');
	const parcels = await parcelsById(parcelService(process.env), ids);
	return {
		geometry: unionSurfaces(parcels.map(({ geometry }) => geometry)),
		values: { terr_refcad: ids.join('|') }
	};
}

async function fromFile(form: FormData): Promise<Found> {
	const file = form.get('fichier');
	if (!(file instanceof File) || file.name === '') throw new UploadError('file_none');
	refuseSize(file.name, file.size, largestDocument);
	const { surfaces, notes } = await readSurfaces(
		new Uint8Array(await file.arrayBuffer()),
		file.name
	);
	const [only] = surfaces;
	// One that needs no repair is taken; anything else is for the visitor to decide.
	if (only && surfaces.length === 1 && only.fault === null) return { geometry: only.geometry };
	return { choices: surfaces, notes };
}

export const actions: Actions = {
	enregistrer: (event) =>
		place(event, (form) => ({ geometry: drawnSurface(form.get('contour')) }), true),
	parcelles: (event) => place(event, fromParcels, false),
	fichier: (event) => place(event, fromFile, false),
	choisir: (event) =>
		place(event, (form) => ({ geometry: chosenSurface(form.getAll('surface')) }), false)
};
