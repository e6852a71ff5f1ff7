import type { MultiPolygon, Polygon } from 'geojson';
import type { BackendClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { surfaceOf } from '#lib/documents/map-drawing.ts';
import { frameAt, mapFrame, type MapFrame } from '#lib/documents/map-frame.ts';
import {
	besideGutter,
	textWidth,
	type Block,
	type Paper,
	type PrintedDocument
} from '#lib/documents/printed-document.ts';
import type { Box } from '#lib/domain/feature.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { paperTints } from '#lib/domain/ground-colours.ts';
import { shapePolygon } from '#lib/geo/area-shape.ts';
import { toLambert93 } from '#lib/geo/lambert-93.ts';
import { firmRadius } from '#lib/map/layers/firms.ts';
import { mapLayers } from '#lib/map/layers/index.ts';
import { poiSigns } from '#lib/map/poi-signs.ts';
import { metresPerPixel } from '#lib/map/scale-of.ts';
import { criteriaWords } from '#lib/words/criteria-words.ts';
import type { LayerDescription } from '#lib/panels/layer-description.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readAddress } from '#lib/search/address.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { drawMapSheet } from '#lib/server/documents/map-sheet.ts';
import type { MapSheet } from '#lib/server/territory/map-sheet-question.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readChosen } from '#lib/state/chosen-record.ts';
import { LayerChoice } from '#lib/state/layer-choice.svelte.ts';
import type { LayerName } from '#lib/state/layer-names.ts';
import { readMapAddress } from '#lib/state/map-address.ts';
import type { MapView } from '#lib/state/map-place.svelte.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { asksForFirms } from '../../asks-for-firms.ts';
import { describeLayer } from '../../describe-layer.ts';
import { lengthText, readMapGround } from '../map-ground.server.ts';
import { printedDocument } from '../printed.server.ts';
import { legendOf, ownLegend, sourcesOf } from './map-sheet-legend.server.ts';
import { readSheetForm, type SheetForm } from './sheet-form.ts';
import { sheetGround, type SheetGround } from './sheet-ground.server.ts';

/** A pixel of the screen on paper, in mm: the map is printed as large as it is seen. */
const pixelMm = 25.4 / 96;
/** Height left to the map in mm: the rest is its title and, on upright paper, its legend and its sources. */
const mapHeights = { a4: [158, 134], a3: [276, 222] } as const;
/** Width of what stands beside the map on paper that lies, in mm. */
const besideWidth = 84;
/** Records of a class and constraints on one sheet: more are a smear of ink, and a file that nobody can open. */
const mostRecords = 4000;
const mostConstraints = 2000;
/** Width of a column of the legend, in mm. */
const legendColumn = { portrait: 58, landscape: 40 };

/** A state of the map on paper, and how it was asked. */
export interface MadeMapSheet {
	form: SheetForm;
	document: PrintedDocument;
}

/**
 * Composes what an address shows of the map as a document of one sheet.
 * @param onPaper for the file, whose pictures are finer than those of the page
 */
export async function composeMapSheet(
	parameters: URLSearchParams,
	onPaper: boolean
): Promise<MadeMapSheet> {
	const { configuration, client } = appBackend();
	const { ask } = await readTerritory();
	const form = readSheetForm(parameters);
	const { criteria, view: list } = readAddress(parameters);
	const seen = readMapAddress(parameters);
	const chosen = readChosen(parameters);
	const layers = new LayerChoice();
	layers.restore(seen.shown, seen.hidden);
	if (asksForFirms({ view: list, selection: null, criteria })) layers.reveal('firms');
	const isShown = (layer: LayerName) => layers.isShown(layer);
	const frame = frameOf(form.paper, seen.view, await ask.bounds());
	const [sheet, ground, base, summary, constraints] = await Promise.all([
		ask.mapSheet({ box: frame.box, criteria, chosen, most: mostRecords }),
		readMapGround(),
		sheetGround(seen.base, frame, onPaper),
		ask.summary(),
		isShown('constraints') ? constraintsIn(client, configuration.id, frame.box) : []
	]);
	const colours = new Map(configuration.epci.map(({ siren, colour }) => [siren, colour]));
	const svg = drawMapSheet({
		...{ frame, sheet, ground, constraints, isShown, signs: poiSigns, firmRadius, lengthText },
		drawn: criteria.shape && shapePolygon(criteria.shape),
		place: seen.place && { name: seen.place.name, at: seen.place.position },
		colourOf: (siren) => colours.get(siren) ?? paperTints.light.labelSoft,
		north: m.dossier_north(),
		base: base.base
	});
	const described = mapLayers({ epciColours: colours, rivers: ground.rivers, locale: getLocale() })
		.map((layer) => describeLayer(layer, summary))
		.filter(({ name }) => isShown(name) && !isUnder(name, base));
	const title = form.title || m.map_sheet_untitled({ name: configuration.name });
	const day = dayInFrance(new Date());
	const blocks = blocksOf({
		...{ title, svg, frame, sheet, criteria, described, form, base },
		...{
			place: seen.place?.name ?? null,
			missing: sheet.chosen === null ? (chosen?.id ?? null) : null
		}
	});
	return {
		form,
		document: {
			...printedDocument({ title, day, caution: m.dossier_caution(), blocks }),
			paper: form.paper
		}
	};
}

/** In mm: the whole sheet, or what the legend leaves beside it. */
const mapWidth = (paper: Paper) =>
	textWidth(paper) - (paper.landscape ? besideWidth + besideGutter : 0);

/** As large on paper as on the screen, around the same middle; the whole territory where the map stands there. */
function frameOf(paper: Paper, view: MapView | null, bounds: Box | null): MapFrame {
	const width = Math.round(mapWidth(paper) / pixelMm);
	const height = Math.round(mapHeights[paper.format][paper.landscape ? 1 : 0] / pixelMm);
	if (view === null) {
		const box: Box = bounds ?? [-5, 41, 10, 51.5];
		return mapFrame({ box, width, height, margin: 0.03, leastMetres: 1000 });
	}
	const size = { width, height, metresPerPixel: metresPerPixel(view.zoom, view.centre[1]) };
	return frameAt(toLambert93(view.centre), size);
}

/** Whether a layer is in the base map, which is laid in its place. */
const isUnder = (layer: LayerName, { base }: SheetGround) =>
	base !== null && (layer === 'ground' || layer === 'rivers');

async function constraintsIn(
	client: BackendClient,
	territory: string,
	bbox: Box
): Promise<(Polygon | MultiPolygon)[]> {
	const page = await features.page(client, {
		...{ territory, collection: 'contraintes', bbox, limit: mostConstraints }
	});
	return page.features.flatMap(({ geometry }) => surfaceOf(geometry) ?? []);
}

interface SheetBlocks {
	title: string;
	svg: string;
	frame: MapFrame;
	sheet: MapSheet;
	criteria: Criteria;
	described: readonly LayerDescription[];
	form: SheetForm;
	base: SheetGround;
	/** What was found and is marked; null without. */
	place: string | null;
	/** The record whose card is open, where it is not to be seen; null without. */
	missing: string | null;
}

function blocksOf({
	title,
	svg,
	frame,
	sheet,
	criteria,
	described,
	form,
	base,
	place,
	missing
}: SheetBlocks): Block[] {
	const locale = getLocale();
	const asked = criteriaWords(criteria, sheet.names, locale).map(
		({ label, asks }) => `${label} (${asks.join(', ')})`
	);
	const scale = m.map_sheet_scale({
		scale: formatNumber(Math.round((frame.metresPerPixel * 1000) / pixelMm), locale)
	});
	const counts = {
		count: formatNumber(sheet.answers.count, locale),
		of: formatNumber(sheet.answers.of, locale)
	};
	const answers = criteria.offered
		? m.map_sheet_answers_offered(counts)
		: m.map_sheet_answers(counts);
	const notes = [
		...(sheet.leftOut > 0
			? [m.map_sheet_left_out({ count: formatNumber(sheet.leftOut, locale) })]
			: []),
		...(missing === null ? [] : [m.map_sheet_missing({ id: missing.slice(0, 60) })]),
		...base.notes
	];
	const map: Block = {
		kind: 'drawings',
		items: [{ svg, alt: m.map_sheet_alt({ title, scale, answers }), caption: scale, share: 1 }]
	};
	const { landscape } = form.paper;
	const columns = landscape
		? Math.floor(besideWidth / legendColumn.landscape)
		: Math.floor(textWidth(form.paper) / legendColumn.portrait);
	const about: Block[] = [
		{
			...{ kind: 'legend', columns },
			items: [...legendOf(described, sheet), ...ownLegend(sheet, criteria, place)]
		},
		{ kind: 'text', tone: 'soft', text: [...sourcesOf(described), ...notes].join(' ') }
	];
	return [
		{ kind: 'heading', level: 1, text: title },
		{
			...{ kind: 'text', tone: 'plain' },
			text: [answers, ...(asked.length > 0 ? [asked.join(' · ')] : [])].join(' ')
		},
		...(landscape ? [beside(map, about)] : [map, ...about])
	];
}

/** A map with what is said of it at its side: paper that lies has more room there than below. */
const beside = (map: Block, about: Block[]): Block => ({
	kind: 'beside',
	columns: [
		{ width: null, blocks: [map] },
		{ width: besideWidth, blocks: about }
	]
});
