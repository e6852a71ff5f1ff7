import type {
	LedgerEnvelope,
	LedgerFacts,
	LedgerFile,
	LedgerGuarantee,
	LedgerLine,
	LedgerProject
} from '#lib/backend/ledger.ts';
import { figuresOf, type LedgerFigures } from './ledger-figures.ts';

export interface LedgerPlace {
	kind: LedgerLine['kind'];
	/** SIREN or INSEE code; empty for the territory. */
	id: string;
}

/** A place with what was known of it, and where its own ledger is. */
export interface PlaceLine {
	line: LedgerLine;
	figures: LedgerFigures;
	label: string;
	href: string;
}

/** Everything that the tables of a place are made of. */
export interface LedgerView {
	/** ISO date of the figures. */
	day: string;
	place: LedgerPlace;
	/** As people call it. */
	name: string;
	line: LedgerLine;
	figures: LedgerFigures;
	file: LedgerFile | null;
	/** Day of the first file of all; null where there is none. */
	firstFile: string | null;
	/** Its groupings or communes; none of a commune. */
	parts: PlaceLine[];
	envelopes: LedgerEnvelope[];
	projects: LedgerProject[];
	guarantees: LedgerGuarantee[];
	/** Names by SIREN or INSEE code. */
	names: Record<string, string>;
}

interface Naming {
	name: string;
	names: Record<string, string>;
	hrefOf: (place: LedgerPlace) => string;
}

const isPartOf = (line: LedgerLine, { kind, id }: LedgerPlace) =>
	kind === 'territoire' ? line.kind === 'epci' : kind === 'epci' && line.epci === id;

/** What a place is shown from; null where the territory has no such place. */
export function ledgerView(
	facts: LedgerFacts,
	place: LedgerPlace,
	day: string,
	{ name, names, hrefOf }: Naming
): LedgerView | null {
	const line = facts.lines.find(({ kind, id }) => kind === place.kind && id === place.id);
	if (!line) return null;
	const isIn = ({ epci, commune }: { epci: string; commune?: string }) =>
		place.kind === 'territoire' || place.id === (place.kind === 'epci' ? epci : commune);
	const parts = facts.lines
		.filter((one) => isPartOf(one, place))
		.map((one) => ({
			...{ line: one, figures: figuresOf(one, day) },
			label: names[one.id] ?? one.id,
			href: hrefOf({ kind: one.kind, id: one.id })
		}));
	return {
		...{ day, place, name, names, line, figures: figuresOf(line, day) },
		...{ file: facts.file, firstFile: facts.firstFile },
		parts: parts.toSorted((a, b) => a.label.localeCompare(b.label, 'fr')),
		envelopes: facts.envelopes.filter(isIn),
		projects: facts.projects.filter(isIn),
		guarantees: facts.guarantees.filter(isIn)
	};
}
