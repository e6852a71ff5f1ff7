import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { brownfieldTint, stageTints } from '#lib/domain/meaning-colours.ts';
import { accentTint } from '#lib/domain/ground-colours.ts';
import { stageGroups } from '#lib/domain/plot.ts';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import { stageLabels } from '#lib/map/layers/stage-labels.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	isShown,
	lineAmong,
	readShownLine,
	shownLineParameter,
	type BehindRecords
} from '#lib/subjects/indicators/dashboard/behind.ts';
import type { Indicator, IndicatorLine } from '#lib/subjects/indicators/dashboard/indicator.ts';
import { readScope, territoryScope, type Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import {
	behindMap,
	otherTint,
	type BehindGround
} from '#lib/subjects/indicators/panels/behind-map.ts';
import {
	behindCount,
	groupedNotes,
	type BehindModel
} from '#lib/subjects/indicators/panels/behind-model.ts';
import { mapAddress } from '#lib/subjects/indicators/panels/indicator-bars.ts';
import {
	indicatorTitles,
	lineLabel,
	sourceText
} from '#lib/subjects/indicators/panels/indicator-words.ts';
import { formatDate } from '#lib/ui/format.ts';
import type { SwatchSample } from '#lib/ui/swatch-sample.ts';
import { readDashboard, readPlace } from './dashboard.server.ts';
import { tradeWords } from './trade-words.ts';

/** Towns that are named beside them. */
const mostTowns = 6;

interface Asked {
	url: URL;
	locals: App.Locals;
}

/** The line that an address names among the figures of its place; what it names where it names none. */
async function askedLine(event: Asked) {
	const text = event.url.searchParams.get(shownLineParameter) ?? '';
	// Nothing is asked of the figures where no line is.
	if (text === '') return { place: (await readPlace(event)).place, known: null, unread: null };
	const { indicators, place } = await readDashboard(event);
	const line = readShownLine(text);
	const known = line && lineAmong(indicators, line);
	return known && isShown(known.indicator, known.line)
		? { place, known, unread: null }
		: { place, known: null, unread: text };
}

async function groundOf(scope: Scope, records: BehindRecords): Promise<BehindGround | null> {
	const { ask } = await readTerritory();
	const { frame } = await ask.areas({ level: 'commune', scope });
	const [{ areas, borders, box }, { towns }] = await Promise.all([
		ask.areaOutlines({ level: scope.kind === 'territoire' ? 'epci' : 'commune', frame }),
		ask.outline()
	]);
	const own = areas.find(({ id }) => id === scope.id)?.surface ?? null;
	const marked = [...records.marks.map(({ at }) => at), ...records.others].map((coordinates) =>
		boundingBox({ type: 'Point', coordinates })
	);
	const seen =
		scope.kind === 'commune' && own
			? boundingBox(own)
			: scope.kind === 'site'
				? unionOfBoxes(marked)
				: box;
	return seen && { areas, borders, towns: towns.slice(0, mostTowns), box: seen };
}

/** What the marks of a class stand for, as far as they are seen. */
function legendOf({ list, marks, others, groups }: BehindRecords) {
	const entry = (label: string, sample: SwatchSample) => ({ label, sample });
	const stages = stageGroups
		.filter((group) => marks.some(({ stage }) => stage === group))
		.map((group) => entry(stageLabels[group](), { kind: 'area', ...stageTints[group] }));
	const plain = (): ReturnType<typeof entry>[] => {
		if (groups.length > 0)
			return [entry(m.analyse_behind_commune(), { kind: 'circle', ...accentTint })];
		if (marks.length === 0 || list === 'terrains') return [];
		return list === 'friches'
			? [entry(m.analyse_column_brownfields(), { kind: 'area', ...brownfieldTint })]
			: [entry(m.analyse_column_firms(), { kind: 'circle', ...accentTint })];
	};
	return [
		...stages,
		...plain(),
		...(others.length > 0
			? [entry(m.analyse_behind_others(), { kind: 'circle', size: 6, ...otherTint })]
			: [])
	];
}

function titleOf(known: { indicator: Indicator; line: IndicatorLine } | null): string {
	if (known === null) return m.analyse_behind_all();
	const { indicator, line } = known;
	return m.analyse_behind_title({
		title: indicatorTitles[indicator.id](),
		label: lineLabel(indicator.id, line, tradeWords)
	});
}

/** The records behind a figure that an address names, with their map; all land of the place where it names none. */
export async function readBehind(event: Asked): Promise<BehindModel> {
	const locale = getLocale();
	const { ask } = await readTerritory();
	const { place, known, unread } = await askedLine(event);
	const scope = readScope(place) ?? territoryScope;
	const line = known && {
		...{ table: known.indicator.id, key: known.line.key },
		query: known.line.query
	};
	const records = await ask.recordsBehind({ scope, line });
	const ground = records && (await groundOf(scope, records));
	return {
		chosen: line && { table: line.table, key: line.key },
		title: titleOf(known),
		count: records && behindCount(records, known?.line.figures.hectares ?? null, locale),
		drawing: records && ground && behindMap(records, ground, locale),
		sources: (records?.sources ?? []).map((source) =>
			sourceText(source, formatDate(source.date, locale))
		),
		demonstration: records?.sources.some((one) => one.demonstration) ?? false,
		legend: records ? legendOf(records) : [],
		notes: [
			...(unread === null ? [] : [m.analyse_behind_unread({ value: unread })]),
			...(records ? groupedNotes(records, locale) : []),
			...(known && records?.query === null ? [m.analyse_behind_unsaid()] : [])
		],
		mapHref: records && mapAddress(records)
	};
}
