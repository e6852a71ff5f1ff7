import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import { brownfieldTint, sectorTints, stageTints } from '#lib/domain/meaning-colours.ts';
import { stageGroupOf } from '#lib/domain/plot.ts';
import { plotLists } from '#lib/domain/vocabulary.ts';
import type { WrittenLayer } from './contract.ts';

/** How a value is drawn: a colour `#RRVVBB`, and for surfaces a pattern of QGIS. */
interface Drawn {
	value: string;
	colour: string;
	pattern?: string;
}

/** Patterns of QGIS that stand for those of the map, so that colour is never the only sign. */
const qgisPatterns: Readonly<Record<string, string>> = {
	hatch: 'b_diagonal',
	dots: 'dense5',
	outline: 'no',
	light: 'dense6',
	cross: 'diagonal_x'
};

function channels(colour: string): string {
	const at = (from: number) => String(Number.parseInt(colour.slice(from, from + 2), 16));
	return `${at(1)},${at(3)},${at(5)},255`;
}

const option = (name: string, value: string) =>
	`<Option type="QString" name="${name}" value="${escapeMarkup(value)}"/>`;

function symbol({ colour, pattern = 'solid' }: Drawn, name: number, isPoint: boolean): string {
	const rgb = channels(colour);
	const kind = isPoint ? 'SimpleMarker' : 'SimpleFill';
	const own = isPoint
		? [option('name', 'circle'), option('size', '2.6'), option('outline_color', '255,255,255,255')]
		: [option('style', pattern), option('outline_color', rgb), option('outline_width', '0.46')];
	return `<symbol type="${isPoint ? 'marker' : 'fill'}" name="${String(name)}" alpha="${isPoint ? '1' : '0.75'}" clip_to_extent="1" force_rhr="0"><layer class="${kind}" enabled="1" locked="0" pass="0"><Option type="Map">${option('color', rgb)}${own.join('')}</Option></layer></symbol>`;
}

/** The column by whose values a collection is drawn, and each of them; none where one sign is enough. */
function drawnBy(collection: string): { attribute: string | null; drawn: Drawn[] } {
	switch (collection) {
		case 'terrains':
			return {
				attribute: 'terr_stade_comm',
				drawn: plotLists.terr_stade_comm.map((value) => {
					const tint = stageTints[stageGroupOf(value)];
					return { value, colour: tint.light, pattern: qgisPatterns[tint.pattern] ?? 'solid' };
				})
			};
		case 'etablissements':
			return {
				attribute: null,
				drawn: [{ value: '', colour: sectorTints['forge-fonderie'].light }]
			};
		case 'friches':
			return { attribute: null, drawn: [{ value: '', colour: brownfieldTint.light }] };
		default:
			return { attribute: null, drawn: [{ value: '', colour: '#4A6FA5', pattern: 'no' }] };
	}
}

/** A style of QGIS (QML) in the colours of the map; where shapes are mixed QGIS draws them as it likes. */
export function qgisStyle(collection: string, shape: WrittenLayer['shape']): string {
	const { attribute, drawn } = drawnBy(collection);
	const symbols = drawn.map((one, at) => symbol(one, at, shape === 'point')).join('');
	const categories = drawn.map(
		({ value }, at) =>
			`<category type="string" value="${escapeMarkup(value)}" label="${escapeMarkup(value)}" symbol="${String(at)}" render="true"/>`
	);
	const renderer =
		attribute === null
			? `<renderer-v2 type="singleSymbol" enableorderby="0" forceraster="0" symbollevels="0"><symbols>${symbols}</symbols></renderer-v2>`
			: `<renderer-v2 type="categorizedSymbol" attr="${attribute}" enableorderby="0" forceraster="0" symbollevels="0"><categories>${categories.join('')}</categories><symbols>${symbols}</symbols></renderer-v2>`;
	return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version="3.28.0" styleCategories="Symbology">${shape === 'mixed' ? '' : renderer}</qgis>`;
}
