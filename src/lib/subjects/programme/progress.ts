import { actionStatuses, type ActionStatus, type ProgrammeAction } from '#lib/domain/programme.ts';

/** How far the actions of an axis are. */
export interface Progress {
	/** Actions that the reader may see. */
	count: number;
	/** Actions by status, in the order of the statuses, those of an unknown status last; none without an action. */
	shares: { status: ActionStatus | null; count: number }[];
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
	return {
		count: actions.length,
		shares: shares.filter(({ count }) => count > 0),
		budget: budgets.length > 0 ? budgets.reduce((sum, budget) => sum + budget, 0) : null,
		budgets: budgets.length
	};
}
