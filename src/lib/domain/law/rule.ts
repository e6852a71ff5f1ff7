/** What a rule gives: a figure in its unit, a day, a month (AAAA-MM) or an answer in words. */
export type Figure =
	| { kind: 'percent' | 'points' | 'hectares' | 'squareMetres' | 'years'; value: number }
	| { kind: 'percents' | 'jobs'; low: number; high: number }
	| { kind: 'day' | 'month'; value: string }
	| { kind: 'answer'; value: Answer };

export const answers = ['occupied', 'vacant', 'free', 'yes', 'no', 'none'] as const;
export type Answer = (typeof answers)[number];

/** A number that the text fixes, or a day that it names. */
export type Parameter =
	| { unit: 'percent' | 'hectares' | 'years' | 'months' | 'days' | 'times'; value: number }
	| { unit: 'day'; value: string }
	| { unit: 'month'; value: string };
type Parameters = Readonly<Record<string, Parameter>>;

export interface Source {
	title: string;
	url: string | null;
}

/** A rule as it reads between two days, both included. */
export interface RuleVersion<P extends Parameters = Parameters> {
	/** Day of the text that this version comes from. */
	versionDate: string;
	validFrom: string;
	/** Last day; null while no end is known. */
	validTo: string | null;
	source: Source;
	parameters: P;
}

/** What an example is worked from: numbers, days, yes or no, lists of numbers. */
export type Given = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** An example worked by hand: what is given, when, and what must come out; null where nothing can be said. */
export interface Example<G extends Given = Given> {
	asOf: string;
	given: G;
	expected: Figure | null;
}

/** Whether a rule holds on a day; `off` for an uncertain one that nobody switched on. */
export type Standing = 'in-force' | 'not-yet' | 'no-longer' | 'off';

interface Definition<G extends Given, P extends Parameters> {
	id: string;
	article: string;
	/** True where nobody has yet read whether the text is in force: counted only by who switches it on. */
	uncertain?: boolean;
	versions: readonly RuleVersion<P>[];
	examples: readonly Example<G>[];
	compute: (given: G, parameters: P, asOf: string) => Figure | null;
}

export interface Recomputed {
	standing: Standing;
	/** The version that holds on the day; null where none does. */
	version: RuleVersion | null;
	figure: Figure | null;
}

/** A rule of the law as data, with its formula. */
export interface Rule extends Omit<Definition<Given, Parameters>, 'compute'> {
	uncertain: boolean;
	recompute: (example: Example, asOf: string, switchedOn?: ReadonlySet<string>) => Recomputed;
}

/** A rule whose formula other figures are worked with. */
export interface WorkedRule<G extends Given> extends Rule {
	/** What the formula gives on a day; null where the rule does not hold, or nothing can be said. */
	work: (given: G, asOf: string) => Figure | null;
}

/** The version that holds on a day; null before the first, after the last and in a gap. */
export function versionOn<P extends Parameters>(
	versions: readonly RuleVersion<P>[],
	day: string
): RuleVersion<P> | null {
	return (
		versions.find(
			({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)
		) ?? null
	);
}

/** Makes a rule of its definition: its parameters are those of the version that holds on the day asked. */
export function rule<G extends Given, P extends Parameters>(
	definition: Definition<G, P>
): WorkedRule<G> {
	const { compute, versions, uncertain = false, id } = definition;
	return {
		...definition,
		uncertain,
		work: (given, asOf) => {
			const version = versionOn(versions, asOf);
			return version === null || uncertain ? null : compute(given, version.parameters, asOf);
		},
		recompute: (example, asOf, switchedOn = new Set()) => {
			const version = versionOn(versions, asOf);
			if (version === null) {
				const begun = versions.some(({ validFrom }) => validFrom <= asOf);
				return { standing: begun ? 'no-longer' : 'not-yet', version, figure: null };
			}
			if (uncertain && !switchedOn.has(id)) return { standing: 'off', version, figure: null };
			// Examples of a rule are of its own shape: `definition.examples` is where they come from.
			const figure = compute(example.given as G, version.parameters, asOf);
			return { standing: 'in-force', version, figure };
		}
	};
}

export const yesOrNo = (truth: boolean): Figure => ({
	kind: 'answer',
	value: truth ? 'yes' : 'no'
});
