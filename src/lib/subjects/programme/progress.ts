import { actionStatuses, type ActionStatus, type ProgrammeAction } from '#lib/domain/programme.ts';

/** How far the actions of an axis are. */
export interface Progress {
	/** Actions that the reader may see. */
	count: number;
	/** Actions by status, in the order of the statuses, those of an unknown status last; none without an action. */
	shares: { status: ActionStatus | null; count: number }[];
	/** Share of the actions that are done, from 0 to 1; null where the status of none is known. */
	done: number | null;
	/** Sum of the budgets that are known, in euros; null where none is. */
	budget: number | null;
	/** Actions whose budget is known. */
	budgets: number;
}

/** The progress of an axis: what its source does not say stays unknown, and counts as nothing done. */
export function progressOf(
	actions: readonly Pick<ProgrammeAction, 'statut' | 'budget_eur'>[]
): Progress {
	const budgets = actions.flatMap(({ budget_eur }) => (budget_eur === null ? [] : [budget_eur]));
	const shares = [...actionStatuses, null].map((status) => ({
		status,
		count: actions.filter(({ statut }) => statut === status).length
	}));
	const known = actions.filter(({ statut }) => statut !== null);
	const done = known.filter(({ statut }) => statut === 'réalisée').length;
	return {
		count: actions.length,
		shares: shares.filter(({ count }) => count > 0),
		done: known.length > 0 ? done / actions.length : null,
		budget: budgets.length > 0 ? budgets.reduce((sum, budget) => sum + budget, 0) : null,
		budgets: budgets.length
	};
}
