import { readMobilise } from './mobilise.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readMobilise(event);
