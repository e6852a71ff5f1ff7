import { fail, type RequestEvent } from '@sveltejs/kit';
import { BackendError } from '#lib/backend/backend-error.ts';
import { features } from '#lib/backend/features.ts';
import { invitations, members } from '#lib/backend/members.ts';
import { reason } from '#lib/domain/reason.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { invitationLetter } from '#lib/server/mail/account-mail.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import { newLinkToken } from '#lib/server/link-token.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { refusalOf } from '../../refusal.ts';

export const load: PageServerLoad = async (event) => {
	const { userId } = requireMember(event, 'administrateur');
	const { supabase } = event.locals;
	const territory = appBackend().configuration.id;
	const [list, pending, epci] = await Promise.all([
		members.list(supabase, territory),
		invitations.list(supabase, territory),
		epciNames()
	]);
	return { userId, members: list, pending, epci };
};

async function epciNames(): Promise<{ siren: string; name: string }[]> {
	const { client, configuration } = appBackend();
	const page = await features.page(client, { territory: configuration.id, collection: 'epci' });
	return page.features.map(({ id, properties }) => ({
		siren: String(id),
		name: String(properties?.['epci_nom'])
	}));
}

/** What was typed into an invitation, to be shown again. */
type Kept = { email: string; role: string; epci: string[] };

/** Does what a form asks; a refusal of the database comes back as a sentence beside the form. */
async function answering<Outcome extends object>(
	event: RequestEvent,
	work: (form: FormData, territory: string) => Promise<Outcome>,
	kept: (form: FormData) => Kept | undefined = () => undefined
) {
	requireMember(event, 'administrateur');
	const form = await event.request.formData();
	try {
		return await work(form, appBackend().configuration.id);
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { kept: kept(form), fault: message });
	}
}

const texts = (form: FormData, name: string) =>
	form.getAll(name).filter((value): value is string => typeof value === 'string');
const text = (form: FormData, name: string) => texts(form, name)[0] ?? '';

const isUuid = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** @throws BackendError 404 for what cannot be an identifier */
function identifier(form: FormData, name: string): string {
	const value = text(form, name);
	if (isUuid(value)) return value;
	throw new BackendError(
		404,
		`« ${value.slice(0, 40)} » n’est pas un identifiant connu.`,
		undefined,
		reason('identifier', { value: value.slice(0, 40) })
	);
}

export const actions: Actions = {
	inviter: (event) =>
		answering(
			event,
			async (form, territory) => {
				const email = text(form, 'email').trim().toLowerCase();
				const role = text(form, 'role');
				const epci = texts(form, 'epci');
				const { token, hash: tokenHash } = newLinkToken();
				const asked = { territory, email, role, epci, tokenHash };
				const { expires } = await invitations.create(event.locals.supabase, asked);
				// What the database took is one of the two.
				const taken = role === 'administrateur' ? role : 'agent';
				const names = new Map((await epciNames()).map(({ siren, name }) => [siren, name]));
				const letter = invitationLetter(
					{
						...{ to: email, token, role: taken, expires },
						epci: epci.map((siren) => names.get(siren) ?? siren)
					},
					appBackend().configuration
				);
				await leaveMails(postOffice(), [letter]);
				return { invited: { email, expires }, mailKept: !mailLeaves() };
			},
			(form) => ({
				email: text(form, 'email').slice(0, 254),
				role: text(form, 'role'),
				epci: texts(form, 'epci')
			})
		),

	annuler: (event) =>
		answering(event, async (form, territory) => {
			const id = identifier(form, 'id');
			await invitations.revoke(event.locals.supabase, { territory, id });
			return { done: 'revoked' as const };
		}),

	epci: (event) =>
		answering(event, async (form, territory) => {
			const userId = identifier(form, 'user');
			const epci = texts(form, 'epci');
			await members.assignEpci(event.locals.supabase, { territory, userId, epci });
			return { done: 'epci' as const };
		}),

	retirer: (event) =>
		answering(event, async (form, territory) => {
			const userId = identifier(form, 'user');
			await members.remove(event.locals.supabase, { territory, userId });
			return { done: 'removed' as const };
		})
};
