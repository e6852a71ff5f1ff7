import type { BackendClient } from '#lib/backend/client.ts';

/** What works on the records of a territory beside its visitors is given. */
export interface TerritoryWork {
	/** With every right: a service client. */
	service: BackendClient;
	territory: string;
	/** Asked between its steps: a server that stops does not wait for the others. */
	goesOn?: () => boolean;
}
