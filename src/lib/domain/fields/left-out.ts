/**
 * Why a column of a file is not imported: in French, for reports and logs, by the code that pages have words for
 * (`record_left_out_…` of the messages).
 */
export const leftOutReasons = {
	geometry: 'calculé par la géométrie',
	contour: 'déduit du contour',
	surface: 'déduit de la surface',
	neighbours: 'calculé par les terrains voisins',
	planning: 'calculé par le document d’urbanisme',
	activity: 'calculé par le code d’activité',
	site: 'lu dans le site',
	members: 'lu dans la liste officielle des membres',
	key: 'l’identifiant est dans la colonne clé',
	unused: 'sans usage ici',
	asked: 'laissée de côté, comme vous l’avez dit',
	unknown: 'inconnue de la classe'
} as const;

export type LeftOutReason = keyof typeof leftOutReasons;
