import type { Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';
import { networkFlags, type NetworkFlag } from '#lib/domain/vocabulary.ts';

/** What each plot has from its site; 0 for a plot whose site is not known. */
export function spreadCodes(ofSites: ArrayLike<number>, siteOf: Int32Array): Uint16Array {
	const ofPlots = new Uint16Array(siteOf.length);
	for (let plot = 0; plot < ofPlots.length; plot += 1)
		ofPlots[plot] = ofSites[siteOf[plot] as number] ?? 0;
	return ofPlots;
}

type Networks = Partial<Record<NetworkFlag, boolean | null>>;

function networkMask(networks: Networks, accept: (present: boolean) => boolean): number {
	return networkFlags.reduce((mask, flag, bit) => {
		const present = networks[flag] ?? null;
		return present !== null && accept(present) ? mask | (1 << bit) : mask;
	}, 0);
}

/**
 * Networks as bits, in the order of `networkFlags`: one that is known at the plot itself is the plot's, any other its
 * site's.
 */
export function networkBits(plots: readonly Plot[], sites: readonly Site[], siteOf: Int32Array) {
	const masks = (accept: (present: boolean) => boolean) =>
		spreadCodes(
			sites.map(({ networks }) => networkMask(networks, accept)),
			siteOf
		);
	const [networksKnown, networksPresent] = [masks(() => true), masks((present) => present)];
	for (const [index, { networks }] of plots.entries()) {
		const own = networkMask(networks, () => true);
		if (own === 0) continue;
		const present = networkMask(networks, (flag) => flag);
		networksPresent[index] = ((networksPresent[index] as number) & ~own) | present;
		networksKnown[index] = (networksKnown[index] as number) | own;
	}
	return { networksKnown, networksPresent };
}
