import { error, fail, redirect } from '@sveltejs/kit';
import { listings } from '#lib/backend/listings.ts';
import { stepFields, type ListingStep } from '#lib/domain/listing-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { readStep, versionOf } from '#lib/server/listing/read-step.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { pathAfter } from '../../listing-path.ts';
import { refusalOf } from '../../../refusal.ts';

/** The steps that only ask for values; the others have pages of their own. */
const valueSteps = ['nature', 'conditions', 'reseaux'] as const satisfies ListingStep[];

function valueStep(asked: string): (typeof valueSteps)[number] {
	return (
		valueSteps.find((step) => step === asked) ?? error(404, m.listing_unknown_step({ step: asked }))
	);
}

export const load: PageServerLoad = ({ params }) => ({ step: valueStep(params.step) });

export const actions: Actions = {
	default: async (event) => {
		requireMember(event);
		const step = valueStep(event.params.step);
		const form = await event.request.formData();
		const { values, faults, typed } = readStep(stepFields[step], form);
		if (Object.keys(faults).length > 0) return fail(400, { faults, typed });
		try {
			await listings.save(event.locals.supabase, {
				listing: event.params.id,
				version: versionOf(form),
				values
			});
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { refusal, typed });
		}
		redirect(303, pathAfter(event.params.id, step, form.get('suite')));
	}
};
