import * as v from 'valibot';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const FactValues = v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()])));

const IssuedSheet = v.pipe(
	v.object({ code: v.string(), terr_id: v.string(), valeurs: FactValues, emise_le: v.string() }),
	v.transform(({ code, terr_id, valeurs, emise_le }) => ({
		code,
		plotId: terr_id,
		/** What the sheet says, by column. */
		values: valeurs,
		/** ISO date of the first day when it was printed. */
		issued: emise_le
	}))
);
export type IssuedSheet = v.InferOutput<typeof IssuedSheet>;

/** What printed sheets said of plots. Every call needs a service client. */
export const sheets = {
	/** Keeps what a sheet says, once; the first day (AAAA-MM-JJ) when it was printed. */
	issue: (
		service: BackendClient,
		sheet: {
			territory: string;
			code: string;
			plotId: string;
			values: IssuedSheet['values'];
			day: string;
		}
	): Promise<string> =>
		call(
			service,
			'fiche_issue',
			{
				p_territory: sheet.territory,
				p_code: sheet.code,
				p_plot: sheet.plotId,
				p_values: sheet.values,
				p_day: sheet.day
			},
			v.string()
		),

	/** Those that were printed under some codes, in their order. */
	find: (
		service: BackendClient,
		territory: string,
		codes: readonly string[]
	): Promise<IssuedSheet[]> =>
		call(service, 'fiche_find', { p_territory: territory, p_codes: codes }, v.array(IssuedSheet))
};
