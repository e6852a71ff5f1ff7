import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { constraintTypes, type ConstraintType } from '#lib/domain/vocabulary.ts';
import { metresFault, metresOf, type FieldFault } from './building-query.ts';

/** What somebody counts otherwise than the territory does: its own rules stand where nothing is said. */
export interface NetAreaQuery {
	/** The setback as it was typed; empty for the territory's. */
	typed: string;
	fault: FieldFault | null;
	/** In metres: the one that counts. */
	setback: number;
	/** Layers that are left out. */
	without: readonly ConstraintType[];
}

/** Their names in an address. */
export const netAreaNames = { setback: 'recul', without: 'sans' } as const;

/** @param own the territory's setback, in metres */
export function readNetArea(
	parameters: Pick<URLSearchParams, 'get' | 'getAll'>,
	own: number
): NetAreaQuery {
	const typed = parameters.get(netAreaNames.setback)?.trim() ?? '';
	const fault = typed === '' ? null : metresFault('setback', typed);
	const given = parameters.getAll(netAreaNames.without);
	return {
		typed,
		fault,
		setback: fault === null ? (metresOf(typed) ?? own) : own,
		without: constraintTypes.filter((kind) => given.includes(kind))
	};
}

/** The ground with the layers that count. */
export function countedGround<Ground extends Pick<PlotNetArea, 'layers'>>(
	ground: Ground,
	{ without }: Pick<NetAreaQuery, 'without'>
): Ground {
	return { ...ground, layers: ground.layers.filter(({ kind }) => !without.includes(kind)) };
}

/** The address that keeps them, without `?`; what the territory counts anyway is left out. */
export function writeNetArea({ typed, without }: NetAreaQuery): [string, string][] {
	return [
		...(typed === '' ? [] : [[netAreaNames.setback, typed] as [string, string]]),
		...without.map((kind): [string, string] => [netAreaNames.without, kind])
	];
}

/** What a form holds, as its address would say it. */
export function typedIn(form: FormData): URLSearchParams {
	return new URLSearchParams(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
}
