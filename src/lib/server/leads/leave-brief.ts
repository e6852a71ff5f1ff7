import type { BriefDesks } from '#lib/domain/brief-desks.ts';
import { briefs } from '#lib/backend/briefs.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import type { ReadBrief } from '#lib/domain/brief-form.ts';
import type { BriefKind } from '#lib/domain/brief.ts';
import type { Language } from '#lib/domain/language.ts';
import { listingRules } from '#lib/domain/territory.ts';
import { addWorkingHours } from '#lib/domain/working-hours.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import type { AskedSearch } from './asked-search.ts';
import type { NamedCard } from './concerned-epci.ts';
import { mayAcknowledge } from './lead-limits.ts';
import { acknowledgeBrief, announceBrief, handOverBrief } from './lead-mails.ts';

/** What a brief is about: a card, a search, or both. */
export interface BriefSubject {
	kind: BriefKind;
	card: NamedCard | null;
	search: AskedSearch | null;
	/** EPCI that it is handed to, by SIREN and name. */
	epci: readonly { siren: string; name: string }[];
	/** Who takes it on. */
	desks: BriefDesks;
	/** In which the visitor reads, and is answered. */
	language: Language;
}

/** Keeps a brief, and tells those concerned; answers its identifier. The mails leave in the background. */
export async function leaveBrief(
	subject: BriefSubject,
	read: ReadBrief,
	now: Date
): Promise<{ id: string; dueAt: Date }> {
	const { backend, configuration } = appBackend();
	const service = createServiceClient(backend);
	const { kind, card, search, epci, desks, language } = subject;
	const dueAt = addWorkingHours(now, listingRules(configuration).answerHours);
	const { id } = await briefs.leave(service, {
		territory: configuration.id,
		kind,
		epci: epci.map(({ siren }) => siren),
		card,
		criteria: search?.criteria ?? null,
		surfaceMinHa: read.surfaceMinHa,
		blocking: search?.blocking ?? [],
		foundThen: search?.found ?? null,
		message: read.message,
		receivedAt: now.toISOString(),
		dueAt: dueAt.toISOString(),
		language,
		contact: read.contact
	});
	const announced = {
		...{ id, kind, dueAt, territory: configuration.name, desks }
	};
	await tell();
	return { id, dueAt };

	async function tell() {
		try {
			await announceBrief(announced, await briefs.recipients(service, id));
			await handOverBrief(announced, { card, search, read });
			const email = read.contact?.email;
			if (email !== undefined && mayAcknowledge(email))
				await acknowledgeBrief(announced, { email, language });
		} catch (fault) {
			console.error(`Demande ${id} : personne n'a pu être prévenu :`, fault);
		}
	}
}
