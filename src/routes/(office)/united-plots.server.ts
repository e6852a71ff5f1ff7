import { unitedGrounds } from '#lib/backend/net-area.ts';
import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { placementMap } from '#lib/server/documents/placement-map.ts';
import { assemblyFields } from '#lib/subjects/assembly/assembly-query.ts';
import { unitedBlocks } from '#lib/subjects/dossier/panels/united-blocks.ts';
import { asksBoundaries, countedGround } from '#lib/subjects/fit/net-area-query.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import type { AskedGround, AskedRules } from './asked-ground.server.ts';
import { lengthText } from './map-ground.server.ts';
import { areaSteps, testedBuilding } from './plot-sheets.server.ts';
import { unitedName } from './united-address.ts';

/**
 * What the plots of a dossier are together, where its address asks for it; nothing where they are too many, or where one
 * is not to be seen.
 */
export async function unitedPlots(
	ids: readonly string[],
	parameters: URLSearchParams,
	asked: AskedRules,
	building: Building | null
): Promise<Block[]> {
	if (!parameters.has(unitedName) || ids.length < 2) return [];
	if (ids.length > assemblyFields.mostPlots.most)
		return [
			{ kind: 'notice', text: m.dossier_united_many({ most: assemblyFields.mostPlots.most }) }
		];
	const { client, configuration } = appBackend();
	const { query } = asked;
	const [united] = await unitedGrounds(client, configuration.id, [ids], asksBoundaries(query));
	if (!united) return [];
	const ground = { rules: united.ground, counted: countedGround(united.ground, query) };
	const tested = building && (await testedBuilding(ground, building, united.outlines));
	const placed = tested?.drawing;
	return unitedBlocks({
		count: ids.length,
		steps: areaSteps(ground, asked),
		building: tested,
		drawing: placed
			? { ...placed, caption: `${m.dossier_united_caption()} ${placed.caption}` }
			: planOf(ground, query.setback, united.outlines),
		locale: getLocale()
	});
}

/** The plots as one, where no building stands on them. */
function planOf(
	{ counted }: AskedGround,
	setback: number,
	parts: NonNullable<Parameters<typeof placementMap>[0]['parts']>
) {
	const svg = placementMap({
		...{ rules: counted, setback, standing: [], parts, lengthText, north: m.dossier_north() }
	});
	return { svg, alt: m.dossier_united_alt(), caption: m.dossier_united_caption() };
}
