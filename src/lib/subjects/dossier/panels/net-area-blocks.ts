import type { Block, KeyFigure } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatHectares } from '#lib/ui/format.ts';

/** One step from the gross area to the net one. */
export interface AreaStep {
	label: string;
	/** In m²; what is taken off is negative, null where nothing is. */
	squareMetres: number | null;
	source: string;
}

/** Rules of a visitor's own and the territory's in words, and in hectares what is left by the own ones. */
export interface OwnRules {
	own: string;
	territory: string;
	hectares: number;
}

/** Says that a sheet counts otherwise than the territory does. */
export function ownRulesNotice(rules: OwnRules | null): Block[] {
	if (rules === null) return [];
	const { own, territory } = rules;
	return [{ kind: 'notice', text: m.dossier_own_rules({ own, territory }) }];
}

/** The net area that the sheet counts with: the territory's stands beside one by other rules. */
export function netFigure(netHa: number | null, rules: OwnRules | null, locale: string): KeyFigure {
	const area = netHa === null ? m.not_stated() : formatHectares(netHa, locale, 2);
	if (rules !== null)
		return {
			label: m.dossier_fact_own_net(),
			value: formatHectares(rules.hectares, locale, 2),
			note: m.dossier_territory_net({ area })
		};
	const [value, note] = netHa === null ? ['–', area] : [area, ''];
	return { label: m.criterion_net(), value, note };
}

/** From the gross area to the net one; nothing where nothing is counted off. */
export function areaSteps(steps: readonly AreaStep[], locale: string): Block[] {
	if (steps.length === 0) return [];
	const hectares = (squareMetres: number | null) =>
		squareMetres === null
			? '–'
			: (squareMetres < 0 ? '− ' : '') + formatHectares(Math.abs(squareMetres) / 10_000, locale, 2);
	return [
		{ kind: 'heading', level: 3, text: m.dossier_net_area() },
		{
			kind: 'table',
			caption: '',
			columns: [
				{ title: m.dossier_column_step(), align: 'start', width: 5 },
				{ title: m.dossier_column_hectares(), align: 'end', width: 3 },
				{ title: m.dossier_column_source(), align: 'start', width: 8 }
			],
			rows: steps.map(({ label, squareMetres, source }) => [label, hectares(squareMetres), source])
		}
	];
}
