/** Zones and documents of planning: codes as the database has them. */

/** Types of zone of the CNIG standard; AUc is open to be urbanised, AUs is to be opened first. */
export const zoneTypes = ['U', 'AUc', 'AUs', 'A', 'Ah', 'N', 'Nh', 'Nd', 'ZC', 'ZnC'] as const;
export type ZoneType = (typeof zoneTypes)[number];

/** Documents that a deadline is set to; PLU stands for PLU, PLUi and carte communale. */
export const documentScopes = ['SCoT', 'PLU'] as const;
export type DocumentScope = (typeof documentScopes)[number];
