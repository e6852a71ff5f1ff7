import { createHmac, timingSafeEqual } from 'node:crypto';

/** Less than anybody takes to fill the form, in ms. */
const shortest = 3_000;
/** A page that stayed open longer must be sent again, in ms. */
const longest = 24 * 3_600_000;

/** What is wrong with a seal; `forged` stands for everything that is none of ours. */
export type SealFault = 'too-fast' | 'expired' | 'forged';

function sign(secret: string, instant: string): string {
	return createHmac('sha256', `forgeterre formulaire ${secret}`)
		.update(instant)
		.digest('base64url');
}

/** The instant when a form was shown, signed: nobody can send one that was never shown. */
export function sealForm(secret: string, now: number): string {
	const instant = now.toString(36);
	return `${instant}.${sign(secret, instant)}`;
}

/** Why a seal cannot be accepted now; null when it can. */
export function sealFault(secret: string, seal: string, now: number): SealFault | null {
	const [instant = '', signature = ''] = seal.split('.', 2);
	const [given, expected] = [Buffer.from(signature), Buffer.from(sign(secret, instant))];
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
	const age = now - Number.parseInt(instant, 36);
	if (age > longest) return 'expired';
	return age < shortest ? 'too-fast' : null;
}
