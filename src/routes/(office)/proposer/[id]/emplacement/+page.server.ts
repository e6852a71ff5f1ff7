import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { listings, type ListingPatch } from '#lib/backend/listings.ts';
import type { MultiPolygon, Polygon } from 'geojson';
import { stepFields } from '#lib/domain/listing-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { readOutside, type Reading } from '#lib/server/intake/read-outside.ts';
import { chosenSurface, drawnSurface } from '#lib/server/listing/sent-outline.ts';
import { readStep, textOf, versionOf } from '#lib/server/listing/read-step.ts';
import { refuseSize, UploadError, largestDocument } from '#lib/server/listing/uploaded-file.ts';
import { parcelIdsOf, parcelsById, parcelService } from '#lib/server/parcels/api-carto.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { expectationText } from '#lib/words/expectation-words.ts';
import type { ReadSurface } from '#lib/formats/read-surfaces.ts';
import type { Actions, PageServerLoad } from './$types';
import { listingPath, pathAfter } from '../../listing-path.ts';
import { largeForm } from '../../../large-form.server.ts';
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
	find: (form: FormData, reading: Reading) => Promise<Found>,
	goOn: boolean
) {
	requireMember(event);
	const { id } = event.params;
	const form = await largeForm(event.request);
	const { values, faults, typed: fields } = readStep(stepFields.emplacement, form);
	const typed = { ...fields, parcelles: textOf(form, 'parcelles') };
	if (Object.keys(faults).length > 0) return fail(400, { faults, typed });
	let found: Found | undefined;
	try {
		found = await find(form, readingOf(event));
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

async function fromParcels(form: FormData, reading: Reading): Promise<Found> {
	const ids = parcelIdsOf(textOf(form, 'parcelles'));
	if (ids.length === 0) throw new UploadError('parcels_none');
	const { surface } = await parcelsById(parcelService(), ids, reading);
	return { geometry: surface, values: { terr_refcad: ids.join('|') } };
}

async function fromFile(form: FormData, reading: Reading): Promise<Found> {
	const file = form.get('fichier');
	if (!(file instanceof File) || file.name === '') throw new UploadError('file_none');
	refuseSize(file.name, file.size, largestDocument);
	const sent = { file: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
	const { surfaces, notes } = await readOutside('surfaces', sent, reading);
	const [only] = surfaces;
	// One that needs no repair is taken; anything else is for the visitor to decide.
	if (only && surfaces.length === 1 && only.fault === null) return { geometry: only.geometry };
	const said = notes.map(({ value, ...note }) => {
		const label = expectationText(note, getLocale());
		return value ? m.labelled({ label, value }) : label;
	});
	return { choices: surfaces, notes: said };
}

export const actions: Actions = {
	enregistrer: (event) =>
		place(
			event,
			async (form, reading) => ({ geometry: await drawnSurface(form.get('contour'), reading) }),
			true
		),
	parcelles: (event) => place(event, fromParcels, false),
	fichier: (event) => place(event, fromFile, false),
	choisir: (event) =>
		place(
			event,
			async (form, reading) => ({ geometry: await chosenSurface(form.getAll('surface'), reading) }),
			false
		)
};
