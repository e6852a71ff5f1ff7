import { enterByToken, tokenOf } from '../redeem.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = tokenOf;

export const actions: Actions = {
	default: (event) => enterByToken(event, 'signup')
};
