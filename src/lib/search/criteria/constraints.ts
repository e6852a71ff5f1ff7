import {
	constraintKinds,
	constraintTypes,
	shareField,
	type ConstraintType
} from '#lib/domain/constraint-kinds.ts';
import { points } from '../concession.ts';
import type { CriterionOf } from '../criterion.ts';
import { atMost } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

type IdOf<Kind extends ConstraintType> = (typeof constraintKinds)[Kind]['criterion'];
/** A criterion of each kind, whose bound is named after it. */
type ShareCriterion = {
	[Kind in ConstraintType]: CriterionOf<
		IdOf<Kind>,
		Readonly<Record<`${IdOf<Kind>}MaxPercent`, ReturnType<typeof atMostPercent>>>
	>;
}[ConstraintType];

const percents = [0, 5, 10, 20, 30, 50];
/** A share of the plot's ground that is conceded. */
const atMostPercent = (name: string) =>
	atMost(name, [0, 100], points, { group: 'constraints', stops: percents });

// A plot without a row lies outside, where there are constraints of the kind.
const inSql = (kind: ConstraintType, key: string) =>
	`case when (select knows_constraint($1, '${kind}')) then not exists (
		select from part_contrainte as share where share.terr_id = plot.terr_id
			and share.contrainte_type = '${kind}' and share.part_pct > asked."${key}"
	) end`;

function shareOf(kind: ConstraintType) {
	const { criterion: id, word } = constraintKinds[kind];
	const key = `${id}MaxPercent` as const;
	return range({
		...{ id, word, unit: '%', step: 1 },
		field: shareField(kind),
		fields: { [key]: atMostPercent(`${word}_pct_max`) },
		column: plotNumber(({ shares }) => shares[kind]),
		onServer: isServer
			? {
					says: { [key]: `Part du terrain sous contrainte (${kind}), au plus, en %` },
					sql: inSql(kind, key)
				}
			: null
	});
}

/** Shares of the plot that a constraint covers, in %: one criterion a kind. */
export const constraints = constraintTypes.map(shareOf) as unknown as readonly ShareCriterion[];
