import { setBoundaryKinds } from '#lib/domain/boundary-kinds.ts';
import type { NetAreaRules } from '#lib/domain/net-area-rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatNumber } from '#lib/ui/format.ts';
import { netAreaNames, readNetArea, type NetAreaQuery } from '../net-area-query.ts';
import { buildingFieldNames, type BuildingQuery } from '../building-query.ts';
import {
	boundaryWords,
	fieldFault,
	fieldWords,
	kindsInWords,
	metresFaultSentence,
	rulesText
} from './fit-words.ts';

/** What a territory takes off any ground, in sentences. */
export function territoryRulesText(
	{ kinds, setback, setbacks }: NetAreaRules,
	locale: string
): string {
	const own = setBoundaryKinds.map((kind) => ({ kind, metres: setbacks[kind] }));
	const layers = kinds.map((kind) => ({ kind }));
	return rulesText({ layers, setback, boundaries: own }, locale);
}

/** Rules of somebody's own (`ownRules`) as a list of what they count otherwise. */
export function ownRulesText(own: string, territory: NetAreaRules, locale: string): string {
	const asked = new URLSearchParams(own);
	const { setback, boundaries, without } = readNetArea(asked, territory.setback);
	const metres = (value: number) => formatNumber(value, locale, 1);
	const said = [
		...(asked.has(netAreaNames.setback) ? [m.own_rules_setback({ metres: metres(setback) })] : []),
		...setBoundaryKinds.flatMap((kind) => {
			const own = boundaries[kind].metres;
			const where = boundaryWords[kind]().toLocaleLowerCase(locale);
			return own === null ? [] : [m.own_rules_boundary({ where, metres: metres(own) })];
		}),
		...(without.length === 0 ? [] : [m.own_rules_without({ kinds: kindsInWords(without, locale) })])
	];
	return said.join(m.list_separator());
}

/** What is wrong with a building and with the setbacks that were typed beside it, a sentence each. */
export function askedFaults(
	building: BuildingQuery,
	{ typed, fault, boundaries }: NetAreaQuery
): string[] {
	const fields = buildingFieldNames.filter((field) => field !== 'setback');
	const rules = [
		{ typed, fault, label: m.fit_setback() },
		...setBoundaryKinds.map((kind) => ({ ...boundaries[kind], label: boundaryWords[kind]() }))
	];
	return [
		...fields.flatMap((field) => {
			const sentence = fieldFault(building, field);
			return sentence ? [m.labelled({ label: fieldWords[field](), value: sentence })] : [];
		}),
		...rules.flatMap((asked) => {
			if (asked.fault === null) return [];
			const value = metresFaultSentence(asked.fault, 'setback', asked.typed);
			return [m.labelled({ label: asked.label, value })];
		})
	];
}
