/**
 * Line of a script that a fault of PostgreSQL points at, from 1.
 * @param start offset in the script of what was sent; the database counts from there
 */
export function faultLine(script: string, fault: unknown, start = 0): number {
	const { position } = Object(fault) as { position?: unknown };
	const offset = Math.max(0, Number(position ?? 1) - 1) || 0;
	return script.slice(0, start + offset).split('\n').length;
}

/** What a fault says, whatever was thrown. */
export function faultMessage(fault: unknown): string {
	return fault instanceof Error ? fault.message : String(fault);
}
