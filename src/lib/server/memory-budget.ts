import { totalmem } from 'node:os';

const megabyte = 1_048_576;

/** A quarter of the machine where FORGETERRE_MEMORY_MB does not say. */
const shareOfMachine = 4;

/**
 * How many bytes of records and answers may be kept in memory, ready to be sent.
 * @throws Error naming the value and what was expected
 */
export function memoryBudget(env: Record<string, string | undefined>): number {
	const given = env.FORGETERRE_MEMORY_MB?.trim();
	if (!given) return totalmem() / shareOfMachine;
	if (/^\d{1,6}$/.test(given)) return Number(given) * megabyte;
	throw new Error(
		`FORGETERRE_MEMORY_MB : reçu « ${given} », attendu un nombre entier de Mio (0 : ne rien garder).`
	);
}
