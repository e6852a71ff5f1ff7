import { fail } from '@sveltejs/kit';
import { outbox } from '#lib/backend/outbox.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { wakeDelivery } from '#lib/server/mail/delivery.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import { requireMember } from '#lib/server/session.ts';
import { textOf } from '../../form-text.ts';
import { refusalOf } from '../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'administrateur');
	const territory = appBackend().configuration.id;
	return {
		mails: await outbox.list(event.locals.supabase, territory),
		mailKept: !mailLeaves()
	};
};

export const actions: Actions = {
	renvoyer: async (event) => {
		requireMember(event, 'administrateur');
		const asked = textOf(await event.request.formData(), 'id');
		const territory = appBackend().configuration.id;
		if (asked !== '' && !uuid.test(asked)) {
			return fail(404, { fault: m.refused_identifier({ value: asked.slice(0, 40) }) });
		}
		try {
			// Without an identifier, all of them.
			const count = await outbox.again(event.locals.supabase, territory, asked || null);
			wakeDelivery(territory);
			return { count };
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { fault: message });
		}
	}
};
