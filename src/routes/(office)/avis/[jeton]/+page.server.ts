import { error, fail } from '@sveltejs/kit';
import { consultations } from '#lib/backend/consultation.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { hashOf } from '#lib/server/link-token.ts';
import { textOf } from '../../form-text.ts';
import { refusalOf } from '../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * The unit that a secret link is for. A link that serves no more is told in a sentence; reading writes nothing. No other
 * site learns the link, and our own form still says where it comes from.
 */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	try {
		return { unit: await consultations.unit(appBackend().client, hashOf(params.jeton)) };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		// Who has just answered reads so on the page of the form.
		if (status === 409) return { unit: null, message };
		error(status, message);
	}
};

export const actions: Actions = {
	default: async ({ params, request }) => {
		const form = await request.formData();
		const given = { answer: textOf(form, 'reponse'), note: textOf(form, 'remarque') };
		try {
			await consultations.answer(appBackend().client, hashOf(params.jeton), given);
			return { sent: true, sentence: null, note: '' };
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { sent: false, sentence: message, note: given.note.slice(0, 4000) });
		}
	}
};
