import type { Source } from './rule.ts';

const planningCode = 'https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074075';
const authoritiesCode = 'https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070633';

/** Texts that rules come from; the address where it is known for sure. */
export const sources = {
	climate: {
		title: 'Loi n° 2021-1104 du 22 août 2021 (climat et résilience)',
		url: 'https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000043956924'
	},
	planning: { title: 'Code de l’urbanisme', url: planningCode },
	authorities: { title: 'Code général des collectivités territoriales', url: authoritiesCode },
	inventoryMethod: {
		title: 'Méthode régionale Bourgogne-Franche-Comté et standard CNIG Sites économiques 2024-10',
		url: null
	},
	brownfieldDecree: { title: 'Décret n° 2023-1259 du 26 décembre 2023', url: planningCode },
	reclassified: { title: 'Loi n° 2022-217 du 21 février 2022 (3DS)', url: planningCode },
	easing: { title: 'Loi n° 2023-630 du 20 juillet 2023', url: null },
	reportDecree: { title: 'Décret n° 2023-1096 du 27 novembre 2023', url: authoritiesCode },
	solarDecree: { title: 'Décret n° 2023-1408 du 29 décembre 2023', url: null },
	simplification: { title: 'Loi n° 2026-403 du 26 mai 2026 (simplification)', url: null },
	stateTool: { title: 'Mon Diagnostic Artificialisation (outil de l’État)', url: null }
} as const satisfies Record<string, Source>;
