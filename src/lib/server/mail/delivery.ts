import type { BackendClient } from '#lib/backend/client.ts';
import { outbox, type ClaimedMail, type MailOutcome } from '#lib/backend/outbox.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { longestTry, sendMail } from './send-mail.ts';

/** In whose name mails leave. */
export interface PostOffice {
	/** With every right: a service client. */
	service: BackendClient;
	/** Identifier of the territory. */
	territory: string;
}

/** At once: a server that is slow for one mail does not hold the others up. */
const together = 4;
const leaseSeconds = (2 * longestTry) / 1000;
/** Mails that another process left are found after so many ms. */
const longestPause = 20_000;
/** A stop waits so many ms for the mails under way; the end of their lease gives the others to the next start. */
const longestFarewell = 5_000;

// The built app and the script that starts it load this module apart: the process is what they share.
const slot = globalThis as { forgeterrePosts?: Map<string, () => void> };
/** What wakes the delivery of each territory. */
const posts = () => (slot.forgeterrePosts ??= new Map<string, () => void>());

/** Leaves mails to be sent in the background. @throws BackendError when the database does not keep them */
export async function leaveMails(
	{ service, territory }: PostOffice,
	letters: readonly Letter[]
): Promise<void> {
	if (letters.length === 0) return;
	await outbox.leave(service, territory, letters);
	wakeDelivery(territory);
}

/** Has the delivery of a territory look at once, where this process has one: for mails that SQL has left. */
export function wakeDelivery(territory: string): void {
	posts().get(territory)?.();
}

/**
 * Sends what is due, one after the other, until nothing is; answers when the next is, in seconds, or null.
 * @param onTaken hears of each mail that was taken on, before it is sent
 */
export async function deliverDue(
	{ service, territory }: PostOffice,
	{
		goesOn = () => true,
		onTaken = () => undefined
	}: { goesOn?: () => boolean; onTaken?: () => void } = {}
): Promise<number | null> {
	for (;;) {
		const claim = await outbox.claim(service, { territory, limit: 1, leaseSeconds });
		const [mail] = claim.mails;
		if (!mail) return claim.nextInSeconds;
		onTaken();
		await deliver(service, claim.lease, mail);
		if (!goesOn()) return claim.nextInSeconds;
	}
}

async function deliver(service: BackendClient, lease: string, mail: ClaimedMail): Promise<void> {
	const outcome = await sendMail(mail);
	if ('fault' in outcome) {
		const { fault, code } = outcome;
		console.error(`Courriel ${mail.id} non envoyé : ${fault}${code ? ` (${code})` : ''}.`);
	}
	await settle(service, { id: mail.id, lease }, outcome);
}

/** A database that restarts must not have the mail sent a second time: it is told again for half a minute. */
async function settle(
	service: BackendClient,
	mail: { id: string; lease: string },
	outcome: MailOutcome
): Promise<void> {
	for (let pause = 500; ; pause *= 2) {
		try {
			await outbox.settle(service, mail, outcome);
			return;
		} catch (fault) {
			if (pause > 16_000) throw fault;
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}
}

/** Sends mails in the background while the process lives; a fault of the database is for the log, and tried again. */
export function startDelivery(post: PostOffice): { stop: () => Promise<void> } {
	const lanes = new Set<Promise<void>>();
	let stopped = false;
	let askedMeanwhile = false;
	let timer: NodeJS.Timeout | undefined;

	const wake = () => {
		if (stopped) return;
		askedMeanwhile = lanes.size >= together;
		if (askedMeanwhile) return;
		const lane = deliverInLane().finally(() => {
			lanes.delete(lane);
			if (askedMeanwhile) wake();
		});
		lanes.add(lane);
	};
	const deliverInLane = async () => {
		let pause = longestPause;
		try {
			const next = await deliverDue(post, { goesOn: () => !stopped, onTaken: wake });
			if (next !== null) pause = Math.min(pause, next * 1000);
		} catch (fault) {
			console.error('Envoi des courriels :', fault);
		}
		clearTimeout(timer);
		if (!stopped) timer = setTimeout(wake, Math.max(pause, 100));
	};

	posts().set(post.territory, wake);
	wake();
	return {
		stop: async () => {
			stopped = true;
			clearTimeout(timer);
			posts().delete(post.territory);
			const enough = new Promise((resolve) => setTimeout(resolve, longestFarewell).unref());
			await Promise.race([Promise.all(lanes), enough]);
		}
	};
}
