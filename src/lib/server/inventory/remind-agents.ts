import { consultations } from '#lib/backend/consultation.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { inventoryReminderMail } from '#lib/server/mail/inventory-mails.ts';

interface Remind {
	/** With every right: a service client. */
	service: BackendClient;
	configuration: TerritoryConfiguration;
	/** Where the links lead, without a slash at its end. */
	address: string;
	/** ISO date. */
	today: string;
}

/**
 * Writes to the agents of each EPCI whose consultation has ended, or whose inventory is to be brought up to date; noted
 * once the mails are in the outbox. An EPCI without agents is asked about again the next day.
 * @returns how many reminders were left
 */
export async function remindAgents(given: Remind): Promise<number> {
	const { service, configuration, address, today } = given;
	const territory = configuration.id;
	const due = (await consultations.reminders(service, territory, today)).filter(
		({ agents }) => agents.length > 0
	);
	for (const reminder of due) {
		const mail = inventoryReminderMail(reminder, { territory: configuration, address });
		const kind = 'inventaire à suivre';
		const letters = reminder.agents.map((to) => ({ kind, to, ...mail }) as const);
		await leaveMails({ service, territory }, letters);
		await consultations.reminded(service, territory, reminder, today);
	}
	return due.length;
}
