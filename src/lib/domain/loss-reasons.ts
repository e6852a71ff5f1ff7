/** Why a brief was lost: the closed list that planners count by. */
export const lossReasons = [
	'surface insuffisante',
	'prix',
	'accès',
	'réseaux',
	'délai',
	'vocation ou urbanisme',
	'projet abandonné',
	'autre territoire',
	'sans réponse',
	'autre'
] as const;

export type LossReason = (typeof lossReasons)[number];
