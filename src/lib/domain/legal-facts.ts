import type { TerritoryConfiguration } from './territory.ts';

/** What French law asks a public site to say of who makes it; null where the operator has not said it. */
export interface LegalFacts {
	/** Who publishes; the territory itself where nobody is named. */
	publisher: string;
	isPublisherNamed: boolean;
	facts: Record<(typeof legalFactNames)[number], string | null>;
}

/** In the order of the page. */
export const legalFactNames = [
	'status',
	'siret',
	'address',
	'phone',
	'email',
	'director',
	'host',
	'hostAddress',
	'hostPhone'
] as const;

/** The facts of the legal notice, from the block `legal` of the territory's configuration. */
export function legalFacts({ name, legal }: TerritoryConfiguration): LegalFacts {
	return {
		publisher: legal?.publisher ?? name,
		isPublisherNamed: legal?.publisher !== undefined,
		facts: {
			status: legal?.status ?? null,
			siret: legal?.siret ?? null,
			address: legal?.address ?? null,
			phone: legal?.phone ?? null,
			email: legal?.email ?? null,
			director: legal?.director ?? null,
			host: legal?.host?.name ?? null,
			hostAddress: legal?.host?.address ?? null,
			hostPhone: legal?.host?.phone ?? null
		}
	};
}
