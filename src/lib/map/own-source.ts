/** The source of the operator's own base map; what styles it is loaded once it is shown. */
export const ownSource = 'own-base';
