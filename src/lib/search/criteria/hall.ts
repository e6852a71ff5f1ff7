import {
	askedHall,
	decidingLengths,
	hallProportions,
	lengthsBeside,
	type HallFrontier
} from '#lib/domain/hall-frontier.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { share } from '../concession.ts';
import { criterion, isNumber, limitOf, unknown, type PreparedCriterion } from '../criterion.ts';
import { atLeast } from '../field.ts';
import { isServer } from '../is-server.ts';
import type { ColumnGround } from '../plot-columns.ts';

const group = 'hall';
const length = atLeast('batiment_longueur', [1, 2000], share(0.7), { group });
const fields = {
	hallLengthM: length,
	hallWidthM: atLeast('batiment_largeur', [1, 2000], undefined, { group }),
	hallCourtM: atLeast('batiment_cour', [0, 200], undefined, { group })
};

/** The lengths of one proportion of all plots; NaN where a plot's were not computed yet. */
interface KeptLengthColumns {
	fits: Float64Array[];
	refused: Float64Array[];
	/** Whether a plot is a space inside a building. */
	inBuilding: boolean[];
}

/** Nothing is built on what is offered inside a building. */
const noGround: HallFrontier = {
	fits: hallProportions.map(() => 0),
	refused: hallProportions.map(() => 0)
};

function keptLengths({ plots }: ColumnGround): KeptLengthColumns {
	const column = (lengthsOf: (halls: HallFrontier) => readonly number[], at: number) =>
		Float64Array.from(plots, ({ halls, offer }: Plot) => {
			const known = offer === 'Local' ? noGround : halls;
			return known === null ? Number.NaN : (lengthsOf(known)[at] ?? Number.NaN);
		});
	return {
		fits: hallProportions.map((_, at) => column(({ fits }) => fits, at)),
		refused: hallProportions.map((_, at) => column(({ refused }) => refused, at)),
		inBuilding: plots.map(({ offer }) => offer === 'Local')
	};
}

/** A plot passes where a kept building holds the one asked, fails where it holds one that was proved not to fit. */
function preparedHall(
	kept: KeptLengthColumns,
	asked: { length: number; width: number; court: number }
): PreparedCriterion {
	const { at, enough, held } = decidingLengths(askedHall(asked.length, asked.width, asked.court));
	const nothing = new Float64Array();
	const [fits, fitsNext] = [kept.fits[at] ?? nothing, kept.fits[at + 1] ?? nothing];
	const [refused, refusedNext] = [kept.refused[at] ?? nothing, kept.refused[at + 1] ?? nothing];
	const verdictAt = (plot: number) => {
		const passes =
			Number((fits[plot] as number) >= enough[0]) | Number((fitsNext[plot] as number) >= enough[1]);
		const fails =
			Number((refused[plot] as number) <= held[0]) |
			Number((refusedNext[plot] as number) <= held[1]);
		// Without a branch, because lengths come in no order: 1 where it fits, 2 where nothing decides.
		return passes | ((1 ^ (passes | fails)) << 1);
	};
	const lengthsAt = (plot: number): [sure: number, least: number] | null => {
		if (Number.isNaN(kept.fits[0]?.[plot] ?? Number.NaN)) return null;
		const at = (columns: Float64Array[]) => columns.map((column) => column[plot] as number);
		const frontier = { fits: at(kept.fits), refused: at(kept.refused) };
		return lengthsBeside(frontier, asked.width + asked.court);
	};
	return {
		limits: [limitOf('hallLengthM', length, asked.length, 1)],
		judge: (verdicts) => {
			for (let plot = 0; plot < verdicts.length; plot += 1) verdicts[plot] = verdictAt(plot);
		},
		valueAt: (plot) => (kept.inBuilding[plot] ? 'Local' : (lengthsAt(plot)?.[0] ?? null)),
		intervalAt: (plot) => {
			const lengths = lengthsAt(plot);
			return lengths === null || verdictAt(plot) !== unknown ? null : lengths;
		}
	};
}

const inSql = (() => {
	if (!isServer) return { sql: '', indexed: '' };
	const [long, depth] = [
		'asked."hallLengthM"',
		'asked."hallWidthM" + coalesce(asked."hallCourtM", 0)'
	];
	const kept = `plot.terr_halle_tient, plot.terr_halle_exclue,
					greatest(${long}, ${depth}), least(${long}, ${depth}),
					'{${hallProportions.join(',')}}'`;
	return {
		sql: `plot.offre_type <> 'Local' and verdict_on_hall(${kept})`,
		indexed: `may_hold_hall(${kept})`
	};
})();

/** Whether a building stands on what is left of a plot: asked once its length and its width are. */
export const hall = criterion({
	id: 'hall',
	word: 'batiment',
	field: 'terr_halle_tient',
	unit: 'm',
	judged: 'otherwise',
	fields,
	isAsked: ({ hallLengthM, hallWidthM }) => isNumber(hallLengthM) && isNumber(hallWidthM),
	prepare: ({ hallLengthM, hallWidthM, hallCourtM }, columns) =>
		preparedHall(columns.column(keptLengths), {
			length: hallLengthM ?? 1,
			width: hallWidthM ?? 1,
			court: hallCourtM ?? 0
		}),
	onServer: isServer
		? {
				says: {
					hallLengthM:
						'Longueur du bâtiment qui doit tenir sur la surface nette du terrain, en m ; demandée avec sa largeur',
					hallWidthM: 'Largeur de ce bâtiment, en m',
					hallCourtM: 'Profondeur de la cour le long de ce bâtiment, en m'
				},
				isAsked: 'asked."hallLengthM" is not null and asked."hallWidthM" is not null',
				...inSql
			}
		: null
});
