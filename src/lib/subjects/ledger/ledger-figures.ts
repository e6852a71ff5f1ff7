import type { LedgerLine } from '#lib/backend/ledger.ts';
import {
	localConsumptionRule,
	projectionRule,
	referenceDecadeRule,
	remainingRule,
	stateFigureRule,
	stateProjectionRule
} from '#lib/domain/law/land-rules.ts';
import { firstCountedYear, type Bucket } from '#lib/domain/ledger.ts';
import type { Figure } from '#lib/domain/law/rule.ts';

/** What the rules make of a place's facts on a day, in hectares; null where nothing can be said, never NaN or 0. */
export interface LedgerFigures {
	/** From 1 January 2011 to 31 December 2020. */
	decadeHa: number | null;
	/** Since 1 January 2021, whatever it is counted against. */
	sinceHa: number | null;
	/** Of that, what is subtracted from the envelope. */
	localHa: number | null;
	/** Promised, and not yet taken: of the local envelope alone. */
	committedHa: number;
	envelopeHa: number | null;
	remainingHa: number | null;
	/** A year since 2021, on average. */
	meanHa: number | null;
	projectionHa: number | null;
	/** What the State's tool prints as target, and as projection. */
	stateTargetHa: number | null;
	stateProjectionHa: number | null;
}

const perHectare = 10_000;

/** A figure of a rule as hectares. */
const valueOf = (figure: Figure | null): number | null =>
	figure?.kind === 'hectares' ? figure.value : null;

/** Years on end of which every commune is known, in ha; none where one is missing: a part would pass for the whole. */
export function knownYears({ years, communes }: LedgerLine) {
	const [first] = years;
	const whole = years.every(
		(one, index) => one.communes === communes && one.year === (first?.year ?? 0) + index
	);
	if (!first || !whole) return null;
	return { firstYear: first.year, hectares: years.map(({ m2 }) => m2 / perHectare) };
}

/** What projects of a bucket take, in ha: promised, or among the years of the file. */
export function inBucket(
	{ buckets }: LedgerLine,
	bucket: Bucket,
	what: 'promisedM2' | 'takenM2'
): number {
	return (buckets[bucket]?.[what] ?? 0) / perHectare;
}

function consumptionOf(line: LedgerLine, asOf: string) {
	const years = knownYears(line);
	const none = { decadeHa: null, sinceHa: null, localHa: null, meanHa: null, projectionHa: null };
	if (years === null) return none;
	const counted = years.hectares.slice(Math.max(0, firstCountedYear - years.firstYear));
	const decadeHa = valueOf(referenceDecadeRule.work(years, asOf));
	if (counted.length === 0) return { ...none, decadeHa };
	const sinceHa = counted.reduce((sum, value) => sum + value, 0);
	const given = {
		consumedHa: sinceHa,
		pooledHa: inBucket(line, 'régionale mutualisée', 'takenM2'),
		nationalHa: inBucket(line, 'PENE', 'takenM2'),
		exemptHa: inBucket(line, 'non décomptée', 'takenM2')
	};
	return {
		...{ decadeHa, sinceHa },
		localHa: valueOf(localConsumptionRule.work(given, asOf)),
		meanHa: sinceHa / counted.length,
		projectionHa: valueOf(projectionRule.work({ years: counted }, asOf))
	};
}

/** Works the rules of the law on what was known of a place. @param asOf ISO date: the day the rules are asked of */
export function figuresOf(line: LedgerLine, asOf: string): LedgerFigures {
	const taken = consumptionOf(line, asOf);
	const { localHa, decadeHa, meanHa } = taken;
	const envelopeHa = line.envelopeM2 === null ? null : line.envelopeM2 / perHectare;
	const committedHa = inBucket(line, 'locale', 'promisedM2');
	return {
		...taken,
		...{ envelopeHa, committedHa },
		remainingHa:
			envelopeHa === null || localHa === null
				? null
				: valueOf(remainingRule.work({ envelopeHa, localHa, committedHa }, asOf)),
		stateTargetHa: decadeHa === null ? null : valueOf(stateFigureRule.work({ decadeHa }, asOf)),
		stateProjectionHa: meanHa === null ? null : valueOf(stateProjectionRule.work({ meanHa }, asOf))
	};
}
