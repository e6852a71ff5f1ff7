import type { BackendClient } from '#lib/backend/client.ts';
import { cnig, type CnigScope } from '#lib/backend/cnig.ts';
import { cnigClasses, type CnigClassName, type CnigColumn } from '#lib/domain/cnig.ts';
import type { About, WrittenColumn } from '#lib/formats/written/contract.ts';
import type { ExportPart } from './write-in-thread.ts';

/** Records that are read at a time. */
const lotSize = 2000;

/** The standard's template of GeoPackage writes `SIRET` and `ban-id` as `siret` and `ban_id`. */
const columnOf = ({ name, type }: CnigColumn): WrittenColumn => ({
	...{ name: name.toLowerCase().replace('-', '_'), from: name, description: '' },
	type: type === 'geometry' ? 'text' : type
});

async function* features(
	client: BackendClient,
	scope: CnigScope,
	name: CnigClassName
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	for (let after = ''; ;) {
		const page = await cnig.page(client, scope, { name, after, limit: lotSize });
		if (page.last === null) return;
		after = page.last;
		const list = page.features.map((feature) => JSON.stringify(feature)).join(',');
		yield new TextEncoder().encode(list);
	}
}

interface Asked {
	/** Client of the session: its rights decide what stands in the columns. */
	client: BackendClient;
	scope: CnigScope;
	name: CnigClassName;
	system: 4326 | 2154;
	count: number;
	about: About;
}

/** A class of the standard as a layer to write. */
export function cnigPart({ client, scope, name, system, count, about }: Asked): ExportPart {
	const { layer, shape, columns } = cnigClasses[name];
	const ofTable = columns.filter(({ type }) => type !== 'geometry');
	// Each layer of a GeoPackage has a title of its own.
	const titled = { ...about, title: `${about.title} : ${layer}` };
	return {
		layer: {
			...{ name: layer, shape, system, count, about: titled },
			columns: ofTable.map(columnOf)
		},
		lists: () => features(client, scope, name)
	};
}
