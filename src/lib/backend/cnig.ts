import * as v from 'valibot';
import { cnigClassNames, type CnigClassName } from '#lib/domain/cnig.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const count = v.pipe(v.number(), v.integer());

const Counts = v.array(
	v.object({
		class: v.picklist(cnigClassNames),
		count,
		/** In how many records a column is empty, by its name. */
		empty: v.record(v.string(), count)
	})
);

const Page = v.object({ last: v.nullable(v.string()), features: v.array(v.unknown()) });

export type CnigCounts = v.InferOutput<typeof Counts>;

/** Whose records: of an EPCI by its SIREN, or of the whole territory; counted at a day (AAAA-01-01). */
export interface CnigScope {
	territory: string;
	epci: string | null;
	day: string;
}

const parameters = ({ territory, epci, day }: CnigScope) => ({
	...{ p_territory: territory, p_epci: epci, p_day: day }
});

/** The inventory in the classes of the CNIG standard, with the rights of the client. */
export const cnig = {
	counts: (client: BackendClient, scope: CnigScope): Promise<CnigCounts> =>
		call(client, 'cnig_counts', parameters(scope), Counts),

	/** Some records in GeoJSON, by their key after another; `last` is null at the end. */
	page: (
		client: BackendClient,
		scope: CnigScope,
		asked: { name: CnigClassName; after: string; limit: number }
	): Promise<v.InferOutput<typeof Page>> =>
		call(
			client,
			'cnig_page',
			{
				...parameters(scope),
				...{ p_class: asked.name, p_after: asked.after, p_limit: asked.limit }
			},
			Page
		)
};
