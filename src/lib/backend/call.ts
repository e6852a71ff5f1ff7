import * as v from 'valibot';
import { BackendError, backendError } from './backend-error.ts';
import type { BackendClient } from './client.ts';
import { patienceHeader, patientSeconds } from './patience.ts';

/**
 * Calls a function of the database and parses its answer.
 * @param patient true for what reads a whole territory and may take its time
 * @throws BackendError when it refuses, fails, or answers in another shape than expected
 */
export async function call<Schema extends v.GenericSchema>(
	client: BackendClient,
	name: string,
	parameters: Record<string, unknown>,
	schema: Schema,
	patient = false
): Promise<v.InferOutput<Schema>> {
	const request = client.rpc(name, parameters);
	if (patient) request.setHeader(patienceHeader, String(patientSeconds));
	const { data, error, status } = await request;
	if (error) throw backendError(status, error);
	const parsed = v.safeParse(schema, data);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const path = v.getDotPath(issue) ?? '(racine)';
	throw new BackendError(500, `Réponse inattendue de ${name} : ${path} : ${issue.message}`);
}
