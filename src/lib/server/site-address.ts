import { setting } from '#env';
import { servedTerritory } from './app-backend.ts';

// The built app and the script that starts it load this module apart: the process is what they share.
const slot = globalThis as { forgeterreAddress?: string };

/** Called by a command, which serves nothing itself. */
export function announceSiteAddress(address: string): void {
	slot.forgeterreAddress = address;
}

/**
 * Where links in mails lead: never what a request says of its host, which anybody can write: a reset link would carry
 * its token to their site.
 * @returns an address without a slash at its end
 */
export function siteAddress(): string {
	const address = servedTerritory()?.address ?? setting('FORGETERRE_URL') ?? slot.forgeterreAddress;
	if (!address) throw new Error('L’adresse du site est inconnue : réglez FORGETERRE_URL.');
	return address;
}
