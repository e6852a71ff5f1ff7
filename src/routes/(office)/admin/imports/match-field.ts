import { normalisedColumn } from '#lib/domain/import/class-schema.ts';

/** What the names of fields begin with that say what a column of a file is. */
export const matchFieldPrefix = 'colonne:';
/** Said of a column that is not imported. */
export const leftOutValue = '';

/** The field that says what a column of a file is, for records of a class. */
export const matchField = (recordClass: string, name: string) =>
	`${matchFieldPrefix}${recordClass}:${normalisedColumn(name)}`;
