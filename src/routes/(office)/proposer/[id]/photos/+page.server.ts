import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { pieces } from '#lib/backend/listings.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { addPiece } from '#lib/server/listing/add-piece.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import { textOf, versionOf } from '#lib/server/listing/read-step.ts';
import { refusalOf } from '#lib/server/listing/refusal.ts';
import { UploadError } from '#lib/server/listing/uploaded-file.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions } from './$types';
import { listingPath } from '../../listing-path.ts';

type Event = RequestEvent<{ id: string }>;

/** Changes the pieces of a listing, then shows them. */
async function change(
	event: Event,
	act: (form: FormData, at: { listing: string; version: number }) => Promise<unknown>
) {
	requireMember(event);
	const form = await event.request.formData();
	try {
		await act(form, { listing: event.params.id, version: versionOf(form) });
	} catch (fault) {
		const refusal = refusalOf(fault);
		return fail(refusal.status, { refusal });
	}
	redirect(303, listingPath(event.params.id, 'photos'));
}

function add(kind: 'photo' | 'document') {
	return (event: Event) =>
		change(event, async (form, { listing: id, version }) => {
			const files = form.getAll('fichiers').filter((file) => file instanceof File);
			const named = files.filter(({ name }) => name !== '');
			if (named.length === 0) throw new UploadError(m.listing_file_none());
			const store = pieceStore(appBackend().backend);
			const refused: string[] = [];
			let current = version;
			// One that is refused keeps none of the others out.
			for (const file of named) {
				const listing = { id, version: current };
				try {
					const added = await addPiece({
						client: event.locals.supabase,
						store,
						listing,
						kind,
						file
					});
					current = added.version;
				} catch (fault) {
					const { conflict, message } = refusalOf(fault);
					if (conflict) throw fault;
					refused.push(message);
				}
			}
			if (refused.length > 0) throw new UploadError(refused.join(' '));
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
