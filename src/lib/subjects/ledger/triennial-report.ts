import type { LedgerLine } from '#lib/backend/ledger.ts';
import { reportShareRule } from '#lib/domain/law/planning-rules.ts';
import type { LedgerView } from './ledger-view.ts';

/** Parameters of the first and the last year that a report is about. */
export const periodParameters = { from: 'de', to: 'a' } as const;

/** Years that a report is about, both whole. */
export interface ReportPeriod {
	from: number;
	to: number;
}

/** A year, or several, of a place. */
export interface TakenLine {
	/** INSEE or SIREN code, or the year. */
	key: string;
	label: string;
	/** Null where the file does not have a commune of it, or a year. */
	takenHa: number | null;
	/** For activity; null where the file does not tell it. */
	activityHa: number | null;
	areaHa: number | null;
	/** 100 × taken ÷ area (R. 2231-1 CGCT). */
	sharePercent: number | null;
}

export interface TriennialReport {
	period: ReportPeriod;
	years: TakenLine[];
	/** Of the whole period. */
	total: TakenLine;
	/** The communes of an EPCI over the whole period; none of a commune. */
	communes: TakenLine[];
}

const reportYears = 3;
const perHectare = 10_000;

/** A period of an address; the last three years of the file where it names none, or none that the file has. */
export function readPeriod(
	parameters: URLSearchParams,
	{ firstYear, lastYear }: { firstYear: number; lastYear: number }
): { period: ReportPeriod; unread: string | null } {
	const usual = { from: Math.max(firstYear, lastYear - reportYears + 1), to: lastYear };
	const texts = [periodParameters.from, periodParameters.to].map(
		(name) => parameters.get(name)?.trim() ?? ''
	);
	if (texts.every((text) => text === '')) return { period: usual, unread: null };
	const [from = NaN, to = NaN] = texts.map((text) => (/^\d{4}$/.test(text) ? Number(text) : NaN));
	return from >= firstYear && to <= lastYear && from <= to
		? { period: { from, to }, unread: null }
		: { period: usual, unread: texts.join('–') };
}

/** What was taken of a place in some years: nothing is said where one of its communes or of the years is missing. */
function takenLine(
	line: LedgerLine,
	{ from, to }: ReportPeriod,
	named: { key: string; label: string; areaHa: number | null },
	asOf: string
): TakenLine {
	const years = line.years.filter(({ year }) => year >= from && year <= to);
	const whole =
		years.length === to - from + 1 && years.every((one) => one.communes === line.communes);
	const takenHa = whole ? years.reduce((sum, { m2 }) => sum + m2, 0) / perHectare : null;
	const activity = years.map(({ activityM2 }) => activityM2);
	const isTold = whole && activity.every((m2) => m2 !== null);
	const { areaHa } = named;
	const share =
		takenHa === null || areaHa === null
			? null
			: reportShareRule.work({ consumedHa: takenHa, areaHa }, asOf);
	return {
		...named,
		takenHa,
		activityHa: isTold ? activity.reduce((sum, m2) => sum + m2, 0) / perHectare : null,
		sharePercent: share?.kind === 'percent' ? share.value : null
	};
}

/** Area of a place as the sum of its communes'; null where one is not known. */
export function areaOf(insee: readonly string[], areas: Readonly<Record<string, number | null>>) {
	return insee.reduce<number | null>((sum, code) => {
		const area = areas[code] ?? null;
		return sum === null || area === null ? null : sum + area;
	}, 0);
}

/**
 * What article R. 2231-1 CGCT asks of a report until 2031: land taken by year and over the whole period, in hectares and
 * in % of the area.
 * @param areas hectares of each commune by its INSEE code, null where not known
 */
export function triennialReport(
	view: LedgerView,
	period: ReportPeriod,
	areas: Readonly<Record<string, number | null>>
): TriennialReport {
	const { line, day, place, parts, name } = view;
	const ofEpci = place.kind === 'epci';
	const own = ofEpci ? parts.map((part) => part.line.id) : [place.id];
	const areaHa = areaOf(own, areas);
	const years = Array.from({ length: period.to - period.from + 1 }, (_, nth) => period.from + nth);
	return {
		period,
		years: years.map((year) =>
			takenLine(
				line,
				{ from: year, to: year },
				{ key: String(year), label: String(year), areaHa },
				day
			)
		),
		total: takenLine(line, period, { key: place.id, label: name, areaHa }, day),
		communes: (ofEpci ? parts : []).map((part) => {
			const { id } = part.line;
			const named = { key: id, label: part.label, areaHa: areas[id] ?? null };
			return takenLine(part.line, period, named, day);
		})
	};
}
