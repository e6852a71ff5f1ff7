import { exportedTables } from '#lib/backend/exports.ts';
import { requireMember } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

const personal = new Set([
	...['etablissement', 'friche', 'membre', 'annonce', 'annonce_version', 'demande'],
	'demande_note'
]);

export const load: PageServerLoad = (event) => {
	requireMember(event, 'administrateur');
	return { tables: exportedTables.map((name) => ({ name, personal: personal.has(name) })) };
};
