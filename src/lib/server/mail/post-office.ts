import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import type { PostOffice } from './delivery.ts';

/** The post office of the territory that this process serves. */
export function postOffice(): PostOffice {
	const { backend, configuration } = appBackend();
	return { service: createServiceClient(backend), territory: configuration.id };
}
