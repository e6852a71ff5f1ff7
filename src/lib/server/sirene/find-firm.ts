import * as v from 'valibot';
import { setting } from '#env';
import { bodyWithin } from '#lib/server/sync/resilient-fetch.ts';

const timeout = 4_000;
/** Five firms take some kilobytes each. */
const mostBytes = 512 * 1024;

const Answer = v.object({
	results: v.array(
		v.object({
			nom_complet: v.nullish(v.string()),
			nom_raison_sociale: v.nullish(v.string()),
			siege: v.nullish(v.object({ siret: v.nullish(v.string()) })),
			matching_etablissements: v.optional(v.array(v.object({ siret: v.nullish(v.string()) })), [])
		})
	)
});

/** What Sirene says of a SIRET: a name, that it has none to tell, or why it could not be asked. */
export type SireneAnswer =
	{ found: true; name: string } | { found: false; reason: 'inconnu' | 'injoignable' };

/**
 * Asks the public search of firms (FORGETERRE_SIRENE_URL) for the name behind a SIRET. Never throws: a
 * firm can always type its name.
 */
export async function findFirm(siret: string): Promise<SireneAnswer> {
	const base = setting('FORGETERRE_SIRENE_URL');
	let body: unknown;
	try {
		const response = await fetch(
			`${base}/search?q=${encodeURIComponent(siret)}&page=1&per_page=5`,
			{
				signal: AbortSignal.timeout(timeout),
				headers: { accept: 'application/json' }
			}
		);
		if (!response.ok) return silence(`le service a répondu ${response.status}`);
		const bytes = await bodyWithin(response, mostBytes);
		if (bytes === null) return silence('réponse trop longue');
		body = JSON.parse(new TextDecoder().decode(bytes));
	} catch (fault) {
		return silence(causeOf(fault));
	}
	const parsed = v.safeParse(Answer, body);
	if (!parsed.success) return silence('réponse inattendue');
	const firm = parsed.output.results.find(
		({ siege, matching_etablissements: places }) =>
			siege?.siret === siret || places.some((place) => place.siret === siret)
	);
	const name = (firm?.nom_raison_sociale ?? firm?.nom_complet)?.trim();
	// Some firms have asked not to be shown.
	if (!name || name.includes('NON-DIFFUSIBLE')) return { found: false, reason: 'inconnu' };
	return { found: true, name: name.slice(0, 200) };
}

/** fetch says only "fetch failed"; why is in its cause. */
function causeOf(fault: unknown): string {
	if (!(fault instanceof Error)) return String(fault);
	return fault.cause instanceof Error ? fault.cause.message : fault.message;
}

function silence(reason: string): SireneAnswer {
	console.warn(`Le service Sirene n’a pas nommé d’entreprise : ${reason}.`);
	return { found: false, reason: 'injoignable' };
}
