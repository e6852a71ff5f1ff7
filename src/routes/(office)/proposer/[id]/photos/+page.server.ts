import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { pieces } from '#lib/backend/listings.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { addPiece } from '#lib/server/listing/add-piece.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { textOf, versionOf } from '#lib/server/listing/read-step.ts';
import { UploadError } from '#lib/server/listing/uploaded-file.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions } from './$types';
import { listingPath } from '../../listing-path.ts';
import { largeForm } from '../../../large-form.server.ts';
import { refusalOf, type Refusal } from '../../../refusal.ts';

type Event = RequestEvent<{ id: string }>;

/** Some work on the pieces; what it refuses of several it adds to `refused`, and goes on. */
type Act = (
	form: FormData,
	at: { listing: string; version: number },
	refused: Refusal[]
) => Promise<unknown>;

/** Changes the pieces of a listing, then shows them, or says what was not taken. */
async function change(event: Event, act: Act) {
	requireMember(event);
	const form = await largeForm(event.request);
	const refused: Refusal[] = [];
	try {
		await act(form, { listing: event.params.id, version: versionOf(form) }, refused);
	} catch (fault) {
		refused.push(refusalOf(fault));
	}
	// A conflict, which ends the work, says what to do next.
	const gravest = refused.find(({ conflict }) => conflict) ?? refused[0];
	if (!gravest) redirect(303, listingPath(event.params.id, 'photos'));
	const message = refused.map((refusal) => refusal.message).join(' ');
	return fail(gravest.status, { refusal: { ...gravest, message } });
}

function add(kind: 'photo' | 'document') {
	return (event: Event) =>
		change(event, async (form, { listing: id, version }, refused) => {
			const files = form.getAll('fichiers').filter((file) => file instanceof File);
			const named = files.filter(({ name }) => name !== '');
			if (named.length === 0) throw new UploadError('file_none');
			const store = pieceStore(appBackend().backend);
			const { supabase: client } = event.locals;
			const reading = readingOf(event);
			let current = version;
			// One that is refused keeps none of the others out.
			for (const file of named) {
				try {
					const listing = { id, version: current };
					current = (await addPiece({ client, store, listing, kind, file, reading })).version;
				} catch (fault) {
					const refusal = refusalOf(fault);
					if (refusal.conflict) throw fault;
					refused.push(refusal);
				}
			}
		});
}

export const actions: Actions = {
	photo: add('photo'),
	document: add('document'),

	legende: (event) =>
		change(event, (form, at) =>
			pieces.caption(event.locals.supabase, {
				...at,
				piece: textOf(form, 'piece'),
				caption: textOf(form, 'legende')
			})
		),

	retirer: (event) =>
		change(event, async (form, at) => {
			const piece = textOf(form, 'piece');
			const { paths } = await pieces.remove(event.locals.supabase, { ...at, piece });
			await pieceStore(appBackend().backend).remove(paths);
		}),

	ranger: (event) =>
		change(event, (form, at) =>
			pieces.order(event.locals.supabase, { ...at, order: form.getAll('ordre').map(String) })
		)
};
