import { m } from '#lib/paraglide/messages.js';
import { formatHectares, formatNumber } from '#lib/ui/format.ts';
import type { AssemblyQuestion } from '../assembly-query.ts';
import type { Assemblies, Assembly } from '../find-assemblies.ts';

/** What a search found, in sentences: how many sets, among what, and what was left aside. */
export function answerSentences(
	answer: Assemblies,
	asked: AssemblyQuestion,
	place: string,
	locale: string
): string[] {
	const area = formatHectares(asked.hectares, locale);
	const count = formatNumber(answer.total, locale);
	const found =
		answer.total === 0
			? m.assembly_found_none({ plots: asked.mostPlots, area })
			: answer.total === 1
				? m.assembly_found_one({ area })
				: m.assembly_found_many({ count, area });
	return [
		found,
		m.assembly_looked({ count: formatNumber(answer.looked, locale), place }),
		...counted(answer.alone, m.assembly_alone_one, m.assembly_alone_many, locale),
		...counted(answer.unmeasured, m.assembly_unmeasured_one, m.assembly_unmeasured_many, locale)
	];
}

function counted(
	number: number,
	one: () => string,
	many: (values: { count: string }) => string,
	locale: string
): string[] {
	if (number === 0) return [];
	return [number === 1 ? one() : many({ count: formatNumber(number, locale) })];
}

/** The letter by which a plot of a set is known in its drawing and in its words. */
export const letterOf = (at: number) => String.fromCodePoint(65 + at);

/** What joins the plots of a set, a sentence a pair. */
export function joinSentences({ parts, joins }: Assembly, locale: string): string[] {
	const letter = (id: string) => letterOf(parts.findIndex((part) => part.id === id));
	return joins.map(({ between: [one, other], shared, gap }) => {
		const pair = { one: letter(one), other: letter(other) };
		const metres = (value: number) => formatNumber(Math.round(value), locale);
		return shared > 0
			? m.assembly_join_limit({ ...pair, metres: metres(shared) })
			: m.assembly_join_lane({ ...pair, metres: metres(gap) });
	});
}
