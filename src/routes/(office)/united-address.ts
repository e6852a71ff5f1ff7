/** In the address of a dossier: its plots are also told as one. */
export const unitedName = 'ensemble';
