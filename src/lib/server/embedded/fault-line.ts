/**
 * Line of a script that a fault of PostgreSQL points at, from 1; undefined where it points at nothing.
 * @param start offset in the script of the statement that was sent alone: the database counts from there, and a fault
 * that points at nothing is told by the line of the statement
 */
export function faultLine(script: string, fault: unknown, start?: number): number | undefined {
	const { position } = Object(fault) as { position?: unknown };
	const pointed = Number(position ?? NaN) - 1;
	if (start === undefined && Number.isNaN(pointed)) return undefined;
	const offset = (start ?? 0) + (pointed || 0);
	return script.slice(0, offset).split('\n').length;
}

/** What a fault says, whatever was thrown. */
export function faultMessage(fault: unknown): string {
	return fault instanceof Error ? fault.message : String(fault);
}
