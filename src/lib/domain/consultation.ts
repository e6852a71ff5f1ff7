/** The consultation of owners and occupants before an EPCI adopts its inventory: codes as the database has them. */

export const consultedAs = ['propriétaire', 'occupant'] as const;
export const consultationAnswers = ['exact', 'inexact'] as const;

/** Somebody to consult on a unit. */
export interface Consulted {
	unit: string;
	mail: string;
	role: (typeof consultedAs)[number];
	name: string;
}

/** A line that names nobody to consult, from 1, and what stands there. */
export interface UnreadLine {
	line: number;
	text: string;
}

/**
 * Reads whom to consult, one a line: unit; address; as what; name. Empty lines say nothing.
 * @returns those read, and the first line that is none
 */
export function readConsulted(text: string): { people: Consulted[]; unread: UnreadLine | null } {
	const people: Consulted[] = [];
	for (const [at, line] of text.split(/\r?\n/).entries()) {
		if (line.trim() === '') continue;
		const [unit = '', mail = '', as = '', ...name] = line.split(/[;\t]/).map((cell) => cell.trim());
		const role = consultedAs.find((one) => one === as.toLowerCase());
		const whole = name.join(' ').trim();
		if (unit === '' || mail === '' || role === undefined || whole === '' || whole.length > 200) {
			return { people, unread: { line: at + 1, text: line.slice(0, 120) } };
		}
		people.push({ unit, mail, role, name: whole });
	}
	return { people, unread: null };
}
