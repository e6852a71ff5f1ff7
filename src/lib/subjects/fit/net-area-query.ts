import {
	setBoundaryKinds,
	type BoundaryKind,
	type SetBoundaryKind
} from '#lib/domain/boundary-kinds.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { constraintTypes, type ConstraintType } from '#lib/domain/vocabulary.ts';
import { metresFault, metresOf, type FieldFault } from './building-query.ts';

/** A setback that somebody asks for. */
export interface AskedSetback {
	/** As it was typed; empty for the territory's. */
	typed: string;
	fault: FieldFault | null;
	/** In metres; null for the territory's. */
	metres: number | null;
}

/** What somebody counts otherwise than the territory does: its own rules stand where nothing is said. */
export interface NetAreaQuery extends Omit<AskedSetback, 'metres'> {
	/** In metres: the one that counts, along each part of the limit that has none of its own. */
	setback: number;
	/** By what lies beyond the limit. */
	boundaries: Record<SetBoundaryKind, AskedSetback>;
	/** Layers that are left out. */
	without: readonly ConstraintType[];
}

/** Their names in an address. */
export const netAreaNames = { setback: 'recul', without: 'sans' } as const;
export const boundaryNames: Readonly<Record<SetBoundaryKind, string>> = {
	plot: 'recul_terrain',
	site: 'recul_site',
	inside: 'recul_interieur'
};

function askedSetback(typed: string): AskedSetback {
	const fault = typed === '' ? null : metresFault('setback', typed);
	return { typed, fault, metres: fault === null ? metresOf(typed) : null };
}

/** @param own the territory's setback, in metres */
export function readNetArea(
	parameters: Pick<URLSearchParams, 'get' | 'getAll'>,
	own: number
): NetAreaQuery {
	const read = (name: string) => askedSetback(parameters.get(name)?.trim() ?? '');
	const { typed, fault, metres } = read(netAreaNames.setback);
	const given = parameters.getAll(netAreaNames.without);
	return {
		...{ typed, fault },
		setback: metres ?? own,
		boundaries: Object.fromEntries(
			setBoundaryKinds.map((kind) => [kind, read(boundaryNames[kind])])
		) as NetAreaQuery['boundaries'],
		without: constraintTypes.filter((kind) => given.includes(kind))
	};
}

/** Whether a setback was typed that cannot be counted. */
export function hasFault({ fault, boundaries }: NetAreaQuery): boolean {
	return fault !== null || Object.values(boundaries).some((asked) => asked.fault !== null);
}

/** The ground with the layers that count, and with the setbacks that somebody asked by what lies beyond its limit. */
export function countedGround<Ground extends Pick<PlotNetArea, 'layers' | 'boundaries'>>(
	ground: Ground,
	{ without, boundaries }: Pick<NetAreaQuery, 'without' | 'boundaries'>
): Ground {
	const asked: Partial<Record<BoundaryKind, AskedSetback>> = boundaries;
	return {
		...ground,
		layers: ground.layers.filter(({ kind }) => !without.includes(kind)),
		boundaries: ground.boundaries.map((part) => ({
			...part,
			metres: asked[part.kind]?.metres ?? part.metres
		}))
	};
}

/** The address that keeps them, without `?`; what the territory counts anyway is left out. */
export function writeNetArea({ typed, boundaries, without }: NetAreaQuery): [string, string][] {
	const setbacks: [string, string][] = [
		[netAreaNames.setback, typed],
		...setBoundaryKinds.map((kind): [string, string] => [
			boundaryNames[kind],
			boundaries[kind].typed
		])
	];
	return [
		...setbacks.filter(([, text]) => text !== ''),
		...without.map((kind): [string, string] => [netAreaNames.without, kind])
	];
}

/** What a form holds, as its address would say it. */
export function typedIn(form: FormData): URLSearchParams {
	return new URLSearchParams(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
}
