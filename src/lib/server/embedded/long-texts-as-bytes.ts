import type { PostgresConnection } from '@supabase/lite/postgres';
import { requestBeingAnswered } from './statement-limit.ts';

/** Shorter texts are read as such: nothing is saved by leaving them. In bytes. */
export const leastBytes = 65_536;

type Driver = PostgresConnection['driver'];
type Unsafe = Driver['unsafe'];
type Parsers = Driver['options']['parsers'];

/**
 * Has postgres.js leave long texts as the bytes that came, while a request is answered that sends them on as bytes: it
 * would make a text of two megabytes of them, only to be written out again.
 */
export function leaveLongTextsAsBytes(driver: Driver): void {
	const reserve = driver.reserve.bind(driver);
	driver.reserve = async () => {
		const session = await reserve();
		const unsafe = session.unsafe.bind(session);
		const leaving = async (...asked: Parameters<Unsafe>) => {
			const result = await unsafe(...asked).raw();
			const { columns, command, count } = result;
			const rows = result.map((row) => readRow(row, columns, driver.options.parsers));
			return Object.assign(rows, { command, count });
		};
		session.unsafe = ((...asked: Parameters<Unsafe>) =>
			requestBeingAnswered.getStore()?.forLines ? leaving(...asked) : unsafe(...asked)) as Unsafe;
		return session;
	};
}

/** A row by the names of its columns: long texts as bytes, all else as postgres.js reads it. */
function readRow(
	row: readonly (Buffer | null)[],
	columns: readonly { name: string; type: number }[],
	parsers: Parsers
): Record<string, unknown> {
	const entries = columns.map(({ name, type }, at) => {
		const bytes = row[at] ?? null;
		if (bytes === null) return [name, null];
		const parse = parsers[type];
		if (parse) return [name, parse(bytes.toString())];
		return [name, bytes.byteLength < leastBytes ? bytes.toString() : bytes];
	});
	return Object.fromEntries(entries) as Record<string, unknown>;
}
