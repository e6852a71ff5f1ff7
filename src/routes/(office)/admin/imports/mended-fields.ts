/** What the names of fields begin with that say in which unit a column is written. */
export const unitFieldPrefix = 'unite:';
/** The field that says what is done with positions that are not in degrees. */
export const positionsField = 'positions';

/** The field that says in which unit a column of the records of a class is written. */
export const unitField = (recordClass: string, column: string) =>
	`${unitFieldPrefix}${recordClass}:${column}`;
