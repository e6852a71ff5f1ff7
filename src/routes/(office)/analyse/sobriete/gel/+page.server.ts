import { readFrozen } from './frozen.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readFrozen(event);
