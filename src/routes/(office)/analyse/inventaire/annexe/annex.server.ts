import { error } from '@sveltejs/kit';
import { inventory, mostUnits, type InventoryUnit } from '#lib/backend/inventory.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { groundShapes } from '#lib/server/documents/map-ground.ts';
import { annexBlocks } from '#lib/subjects/inventory/panels/annex-blocks.ts';
import type { RateRow } from '#lib/subjects/inventory/rate-rows.ts';
import { lengthText, readMapGround } from '../../../map-ground.server.ts';
import { printedDocument } from '../../../printed.server.ts';
import { readInventory } from '../inventory.server.ts';

interface Asked {
	url: URL;
	locals: App.Locals;
}

/** The annex of the place and year that an address names. Of the whole territory there is none: each EPCI decides for itself. */
export async function composeAnnex({ url, locals }: Asked) {
	const read = await readInventory({ url, locals });
	const { scope, query, name, line, parts, place } = read;
	if (read.unknownPlace !== null) error(404, m.analyse_place_unknown({ value: read.unknownPlace }));
	if (scope.kind === 'territoire') return { choice: read.places.epci, year: query.year } as const;
	const [{ units, total }, ground] = await Promise.all([
		inventory.units(locals.supabase, {
			...{ territory: read.territory, place: scope, day: query.day, limit: mostUnits, offset: 0 }
		}),
		readMapGround()
	]);
	if (total > mostUnits) error(400, m.annex_too_large({ count: total, most: mostUnits }));
	const whole: RateRow = { key: scope.id, label: name, href: '', line };
	const document = printedDocument({
		...{ title: m.annex_document_title({ place: name, year: query.year }), day: read.today },
		caution: name,
		blocks: annexBlocks({
			...{ place: name, day: query.day, firstSeen: read.firstSeen, source: read.source, whole },
			sites: scope.kind === 'site' ? [whole] : parts,
			unitsOfSite: Map.groupBy(units, ({ siteId }: InventoryUnit) => siteId),
			...{ ground: groundShapes(ground, false), lengthText, locale: getLocale() }
		})
	});
	return { document, place, year: query.year } as const;
}
