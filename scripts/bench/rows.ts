import { say } from '../serve/console.ts';

/** One figure, with what it is held to beside it. */
export interface Row {
	what: string;
	value: string;
	/** The peer or the limit that it stands beside, as it is printed. */
	beside?: string;
	/** Whether the limit holds; left out where there is none, or where the peer is absent. */
	holds?: boolean;
}

export const write = (value: number, digits = 0) =>
	value.toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const precise = (value: number) => write(value, value < 10 ? 2 : value < 100 ? 1 : 0);

export const milliseconds = (value: number) => `${precise(value)} ms`;
export const perSecond = (value: number) => `${precise(value)} /s`;
export const times = (ratio: number) => `${precise(ratio)} ×`;

/** A row of a peer that is not installed here, with the Debian packages that bring it. */
export const absent = (what: string, packages: string): Row => ({
	what,
	value: 'absent',
	beside: `paquets Debian : ${packages}`
});

export function print(rows: readonly Row[]): void {
	const [what, value, beside] = [
		Math.max(...rows.map((row) => row.what.length)),
		Math.max(...rows.map((row) => row.value.length)),
		Math.max(...rows.map((row) => row.beside?.length ?? 0))
	];
	for (const row of rows) {
		const verdict = row.holds === undefined ? '' : row.holds ? 'tient' : 'NE TIENT PAS';
		const cells = [
			row.what.padEnd(what),
			row.value.padStart(value),
			(row.beside ?? '').padEnd(beside),
			verdict
		];
		say(cells.join('  ').trimEnd());
	}
}
