/** A text that no spreadsheet reads as a formula, wherever it is pasted. */
export function neutralText(text: string): string {
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A cell of text: quoted, and never read as a formula by a spreadsheet. */
export function textCell(text: string): string {
	return `"${neutralText(text).replaceAll('"', '""')}"`;
}

/** A number as a French spreadsheet reads it. */
export function numberCell(value: number): string {
	return String(value).replace('.', ',');
}

/** A table for a French spreadsheet: UTF-8 with its mark, semicolons. @param rows cells as they are written */
export function spreadsheetCsv(rows: readonly (readonly string[])[]): string {
	return `\uFEFF${rows.map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}
