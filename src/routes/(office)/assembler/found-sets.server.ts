import { keptPromise } from '#lib/domain/kept-promise.ts';
import { findSets } from '#lib/server/fit/find-sets.ts';
import type { Territory } from '#lib/server/territory/read-territory.ts';
import type { AssemblyQuestion } from '#lib/subjects/assembly/assembly-query.ts';
import type { Assemblies } from '#lib/subjects/assembly/find-assemblies.ts';
import { keepsSetback } from '#lib/subjects/fit/net-area-query.ts';
import { askedGrounds, type AskedGround, type AskedRules } from '../asked-ground.server.ts';

/** Free plots whose sets are united for one visitor: their grounds are read and sent to a thread. */
export const mostUnited = 200;

export interface FoundSets {
	answer: Assemblies;
	/** Why a set's net area is the sum of those that the territory keeps of its plots; null where it is not. */
	summed: { why: 'too-many' | 'too-long'; count: number } | null;
}

type Grounds = Promise<Map<string, AskedGround>>;

/** The last ones: who turns the page asks for the same. */
const kept = new Map<string, Grounds>();
const mostKept = 6;

/** @param state changes when any record does */
function keptGrounds(ids: readonly string[], rules: AskedRules, state: string): Grounds {
	const key = JSON.stringify([state, rules.own, ids]);
	return keptPromise(kept, key, () => askedGrounds(ids, rules), mostKept);
}

/** The sets that reach an area: a net one as one ground, by the rules that are asked. */
export async function foundSets(
	{ ask, etag }: Territory,
	asked: AssemblyQuestion,
	rules: AskedRules
): Promise<FoundSets> {
	const isSum =
		asked.measure === 'gross' || (rules.own === '' && !keepsSetback(rules.query, rules.territory));
	if (isSum) return { answer: await ask.assemblies({ asked }), summed: null };
	const { count, land } = await ask.landToAssemble({ epci: asked.epci, most: mostUnited });
	if (land === null)
		return { answer: await ask.assemblies({ asked }), summed: { why: 'too-many', count } };
	const ids = land.plots.map(({ id }) => id);
	const read = await keptGrounds(ids, rules, etag);
	const grounds = new Map([...read].map(([id, { counted }]) => [id, counted]));
	const answer = await findSets({ land, asked, grounds, setback: rules.query.setback });
	return typeof answer === 'string'
		? { answer: await ask.assemblies({ asked }), summed: { why: 'too-long', count } }
		: { answer, summed: null };
}
