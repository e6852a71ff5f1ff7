import { dayInFrance } from '#lib/domain/day.ts';
import type { CollectionProperty, CollectionSummary } from '#lib/backend/features.ts';
import type { WrittenColumn, WrittenLayer } from '#lib/formats/written/contract.ts';
import type { RecordClass } from '#lib/search/list-view.ts';
import { collectionWords } from '../ogc/collections.ts';

const shapes: Record<RecordClass, WrittenLayer['shape']> = {
	terrains: 'surface',
	sites: 'surface',
	etablissements: 'point',
	friches: 'mixed'
};

function columnOf({ name, type, format, description }: CollectionProperty): WrittenColumn {
	return {
		name,
		type: format === 'date' ? 'date' : type === 'string' ? 'text' : type,
		description: description ?? ''
	};
}

interface Exported {
	list: RecordClass;
	system: WrittenLayer['system'];
	count: number;
	/** What the public API says of the collection: no column is exported that it does not show. */
	properties: readonly CollectionProperty[];
	summary: readonly CollectionSummary[];
	territory: string;
	/** Address that gives the same records again. */
	address: string;
	/** Plots that were named and are not published. */
	unknown: readonly string[];
}

/** How an export describes itself: columns as on the public API, with source, date and licence. */
export function exportedLayer(given: Exported): WrittenLayer {
	const { list, system, count, properties, summary, territory, address, unknown } = given;
	const told = summary.find(({ collection }) => collection === list);
	const words = collectionWords[list].fr;
	return {
		...{ name: list, system, count, shape: shapes[list] },
		columns: properties.map(columnOf),
		about: {
			title: `${words.title} – ${territory}`,
			source: told?.sources.join(', ') ?? '',
			date: told?.latest_source_date ?? '',
			licence: told?.licences.join(', ') ?? '',
			demonstration: (told?.demonstration ?? 0) > 0,
			notes: [
				`Exporté le ${dayInFrance(new Date())} : ${String(count)} objets.`,
				`Adresse : ${address}`,
				...(unknown.length > 0 ? [`Non publiés, et absents : ${unknown.join(', ')}.`] : []),
				`Coordonnées : EPSG:${String(system)}.`,
				'Document non contractuel. Chaque ligne porte sa propre source et sa date.'
			]
		}
	};
}
