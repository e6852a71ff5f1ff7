/** Names of the parameters of the ledger, beside that of the place. */
export const ledgerParameters = {
	day: 'date',
	plot: 'terrain',
	name: 'nom',
	scenario: 'scenario'
} as const;
