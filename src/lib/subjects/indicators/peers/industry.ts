import type { Atlas } from '#lib/search/atlas.ts';
import { nafDivisionOf } from '#lib/search/neighbour-columns.ts';
import { sourcesOf, type IndicatorSource } from '../dashboard/indicator.ts';
import { workingFirms } from '../dashboard/scope-records.ts';

/** What a territory's firms do. */
export interface Industry {
	/** At work, of a known activity. */
	firms: number;
	/** Firms by NAF division of two digits. */
	byDivision: Readonly<Record<string, number>>;
	sources: IndicatorSource[];
}

/** A territory beside which another is compared. */
export interface NamedIndustry {
	id: string;
	name: string;
	/** Where its pages stand. */
	address: string;
	industry: Industry;
}

export interface Peer extends NamedIndustry {
	/** 0 nothing in common, 1 the same structure. */
	likeness: number;
	/** The divisions that weigh most in both, the heaviest first, with their share of the firms of each, 0 to 1. */
	shared: { division: string; own: number; other: number }[];
}

/** So many neighbours are compared. */
export const peersAtMost = 8;
/** So many divisions say in what two are alike. */
const sharedAtMost = 3;

/** Firms at work by NAF division; those of an unknown activity are left out. */
export function industryOf(atlas: Atlas): Industry {
	const known = workingFirms(atlas).filter(({ naf }) => /^\d{2}$/.test(nafDivisionOf(naf)));
	const byDivision = Map.groupBy(known, ({ naf }) => nafDivisionOf(naf));
	return {
		firms: known.length,
		byDivision: Object.fromEntries(
			[...byDivision].map(([division, own]) => [division, own.length])
		),
		sources: sourcesOf(known)
	};
}

const shareOf = ({ byDivision, firms }: Industry, division: string): number =>
	(byDivision[division] ?? 0) / firms;

/** What two structures share of each division that one of them has. */
function commonShares(one: Industry, other: Industry): Peer['shared'] {
	const divisions = new Set([...Object.keys(one.byDivision), ...Object.keys(other.byDivision)]);
	return [...divisions].map((division) => ({
		division,
		own: shareOf(one, division),
		other: shareOf(other, division)
	}));
}

const common = ({ own, other }: Peer['shared'][number]) => Math.min(own, other);

/**
 * How alike two industrial structures are: one less half of Krugman's index, the sum over the divisions of the
 * differences of their shares of the firms (P. Krugman, Geography and Trade, 1991), which is the sum of what both share.
 * @returns 0 to 1; null where one of them has no firm of a known activity
 */
export function likeness(one: Industry, other: Industry): number | null {
	if (one.firms === 0 || other.firms === 0) return null;
	return commonShares(one, other).reduce((sum, shares) => sum + common(shares), 0);
}

/** The territories whose industry is nearest, nearest first; those of which nothing is known are left out. */
export function nearestPeers(own: Industry, others: readonly NamedIndustry[]): Peer[] {
	return others
		.flatMap((other): Peer[] => {
			const alike = likeness(own, other.industry);
			if (alike === null) return [];
			const shared = commonShares(own, other.industry)
				.filter((shares) => common(shares) > 0)
				.toSorted((a, b) => common(b) - common(a) || a.division.localeCompare(b.division))
				.slice(0, sharedAtMost);
			return [{ ...other, likeness: alike, shared }];
		})
		.toSorted((a, b) => b.likeness - a.likeness || a.id.localeCompare(b.id))
		.slice(0, peersAtMost);
}
