import { BackendError } from '#lib/backend/backend-error.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { collections } from '#lib/backend/features.ts';
import type { RecordLot } from '#lib/domain/import/record.ts';

/** Plots that the embedded database carries: 300,000 end it before it answers anything. */
export const mostEmbeddedPlots = 50_000;

/**
 * Refuses an import that the database would not survive, before anything of it is sent.
 * @param most plots that the database carries
 * @throws BackendError 413 naming how many there are and what to do
 */
export async function refuseBeyond(
	most: number,
	{
		client,
		territory,
		lots
	}: { client: BackendClient; territory: string; lots: readonly RecordLot[] }
): Promise<void> {
	const sent = lots.find((lot) => lot.class === 'terrain_eco')?.features.length ?? 0;
	if (sent === 0) return;
	const { count: stored } = await collections.summaryOf(client, territory, 'terrains');
	// Who sends what is stored already sends no more of it.
	const plots = Math.max(sent, stored);
	if (plots <= most) return;
	throw new BackendError(
		413,
		`La base embarquée porte ${String(most)} terrains au plus ; ${String(plots)} sont ${sent > most ? 'envoyés' : 'enregistrés'}. ` +
			'Servez ce territoire depuis PostgreSQL avec PostGIS (DATABASE_URL), ou importez moins de terrains.'
	);
}
