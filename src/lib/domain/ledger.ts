/** The ledger of land: codes as the database has them. Areas are in m² there, in hectares on pages. */

/** What a project's land is counted against: only the first is subtracted from the envelope. */
export const buckets = ['locale', 'régionale mutualisée', 'PENE', 'non décomptée'] as const;
export type Bucket = (typeof buckets)[number];

/** Documents that may fix an envelope. */
export const envelopeDocuments = [
	'SRADDET',
	'SCoT',
	'PLUi',
	'PLU',
	'carte communale',
	'autre'
] as const;
export type EnvelopeDocument = (typeof envelopeDocuments)[number];

/** First year of the decade in which land is counted against the envelope. */
export const firstCountedYear = 2021;

/** First year of the State's yearly file. */
export const firstFileYear = 2009;
