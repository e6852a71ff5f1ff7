import { listingRules, type TerritoryConfiguration } from '#lib/domain/territory.ts';

/** What the privacy notice says of a territory; its name and first contact where it names no controller. */
export function privacyFacts(configuration: TerritoryConfiguration) {
	const { privacy, contactRetentionMonths } = listingRules(configuration);
	const [contact] = configuration.contacts;
	return {
		controller: privacy?.controller ?? contact?.name ?? configuration.name,
		address: privacy?.address ?? contact?.email ?? contact?.url ?? null,
		dpo: privacy?.dpo ?? null,
		legalBasis: privacy?.legalBasis ?? null,
		months: contactRetentionMonths
	};
}
