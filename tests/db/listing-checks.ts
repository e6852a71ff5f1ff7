import type { Geometry } from 'geojson';
import { BackendError } from '#lib/backend/backend-error.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { listings, type ListingPatch } from '#lib/backend/listings.ts';
import type { Listing } from '#lib/domain/listing.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import type { TestDatabase } from './engines.ts';
import { signUpEverybody, type Account } from './listing-accounts.ts';
import { members, settle, square } from './sample-territory.ts';

/** In the EPCI of `agent`, whose other one is `otherAgent`'s. */
export const westPlot = square(4.01, 49.01, 0.002);

const complete: ListingPatch = {
	offre_type: 'Terrain',
	terr_maitrise_fonc: 'établissement industriel et commercial',
	terr_stade_amngt: 'viabilisé et aménagé',
	terr_stade_comm: 'en vente',
	terr_etat_occup: 'inoccupé',
	terr_usage: 'dépôt, stockage',
	terr_cession_type: 'Vente',
	terr_prix_demande_m2: 25.5,
	date_dispo: '2027-03-01'
};

/** The status and words of a refusal; an error where nothing was refused. */
export async function refusal(work: Promise<unknown>): Promise<{ status: number; words: string }> {
	const fault: unknown = await work.then(
		() => null,
		(error: unknown) => error
	);
	if (!(fault instanceof BackendError)) throw new Error(`Aucun refus : ${String(fault)}`);
	return { status: fault.status, words: `${fault.message} ${fault.hint ?? ''}` };
}

export const at = ({ annonce_id: listing, version }: Listing) => ({ listing, version });

/** The sample territory with its accounts, and a firm that hands listings in. */
export async function settleListings(database: TestDatabase) {
	const backend: Backend = await database.open();
	const service = createServiceClient(backend);
	await settle(service);
	const people = await signUpEverybody(backend);
	const filled = async (
		values: ListingPatch = {},
		geometry: Geometry = westPlot,
		who: Account = people.firmA
	) => {
		const draft = await listings.open(who.client, members.id);
		return listings.save(who.client, {
			...at(draft),
			values: { ...complete, ...values },
			geometry
		});
	};
	const handedIn = async (
		values: ListingPatch = {},
		geometry: Geometry = westPlot,
		who: Account = people.firmA
	) => listings.submit(who.client, at(await filled(values, geometry, who)));
	return { backend, service, people, filled, handedIn };
}

export type ListingSetting = Awaited<ReturnType<typeof settleListings>>;

/** Calls the REST address as an account does that goes around our pages. */
export async function rest(
	{ backend }: ListingSetting,
	who: Account,
	path: string,
	request: { method: string; body?: object }
): Promise<number> {
	const { data } = await who.client.auth.getSession();
	const answer = await backend.fetch(`${backend.url}/rest/v1/${path}`, {
		method: request.method,
		headers: {
			apikey: backend.publishableKey,
			authorization: `Bearer ${data.session?.access_token ?? ''}`,
			'content-type': 'application/json'
		},
		...(request.body && { body: JSON.stringify(request.body) })
	});
	await answer.text();
	return answer.status;
}
