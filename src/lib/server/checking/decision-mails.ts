import type { ListingNotice } from '#lib/domain/listing-review.ts';
import { listingNotice } from '#lib/backend/checking.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { decisionMail, submissionMail, type Sender } from '#lib/server/mail/listing-mails.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { siteAddress } from '#lib/server/site-address.ts';

const sender = (): Sender => ({
	territory: appBackend().configuration,
	address: siteAddress()
});

async function noticeOf(listing: string): Promise<ListingNotice | null> {
	return listingNotice(createServiceClient(appBackend().backend), listing);
}

/** A mail that the database does not keep must not undo what was decided: it is said in the log. */
function report(fault: unknown): void {
	console.error('Courriel d’annonce non envoyé :', fault);
}

/** Tells the owner what was decided of a listing. Never fails. */
export async function tellOwner(listing: string): Promise<void> {
	try {
		const notice = await noticeOf(listing);
		if (!notice?.proprietaire_courriel) return;
		const mail = decisionMail(notice, sender());
		const to = notice.proprietaire_courriel;
		if (mail) await leaveMails(postOffice(), [{ kind: 'annonce décidée', to, ...mail }]);
	} catch (fault) {
		report(fault);
	}
}

/** Tells the agents of the EPCI that a listing was handed in. Never fails. */
export async function tellAgents(listing: string): Promise<void> {
	try {
		const notice = await noticeOf(listing);
		if (!notice) return;
		const mail = submissionMail(notice, sender());
		const letters = notice.agents.map((to) => ({
			kind: 'annonce à vérifier' as const,
			to,
			...mail
		}));
		await leaveMails(postOffice(), letters);
	} catch (fault) {
		report(fault);
	}
}
