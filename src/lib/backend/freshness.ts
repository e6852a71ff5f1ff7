import * as v from 'valibot';
import { Listing } from '#lib/domain/listing.ts';
import { ListingNotice } from '#lib/domain/listing-review.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Notices = v.array(ListingNotice);

const outcomes = ['confirmée', 'déjà confirmée', 'retirée', 'inconnue'] as const;
export type ConfirmationOutcome = (typeof outcomes)[number];

const State = v.object({
	outcome: v.picklist(['à confirmer', 'déjà confirmée', 'retirée']),
	terr_lot: v.nullable(v.string()),
	comm_nom: v.nullable(v.string()),
	terr_id: v.nullable(v.string()),
	/** ISO date. */
	confirme_le: v.nullable(v.string())
});
export type ConfirmationState = v.InferOutput<typeof State>;

/** How listings age. `today` is an ISO date; all but `confirmOwn` are for the service alone. */
export const freshness = {
	/** Takes on the listings whose owner is to be asked, each for one caller only. */
	toRemind: (
		service: BackendClient,
		query: { territory: string; today: string; confirmationDays: number }
	): Promise<ListingNotice[]> =>
		call(
			service,
			'listings_to_remind',
			{
				p_territory: query.territory,
				p_today: query.today,
				p_days: query.confirmationDays
			},
			Notices
		),

	/** Notes that the mail has left, or gives the reminder back to the next run. */
	settleReminder: (service: BackendClient, listing: string, sent: boolean): Promise<unknown> =>
		call(service, 'listing_reminder_settled', { p_annonce: listing, p_sent: sent }, v.unknown()),

	/** Takes off the map what nobody confirmed, and answers whom to tell. */
	expire: (
		service: BackendClient,
		query: { territory: string; today: string; graceDays: number }
	): Promise<ListingNotice[]> =>
		call(
			service,
			'listings_expire',
			{ p_territory: query.territory, p_today: query.today, p_grace: query.graceDays },
			Notices
		),

	/** @param query `seen` is the confirmation that the link was made for */
	confirm: (
		service: BackendClient,
		query: { listing: string; seen: string; today: string }
	): Promise<ConfirmationOutcome> =>
		call(
			service,
			'listing_confirm',
			{ p_annonce: query.listing, p_seen: query.seen, p_today: query.today },
			v.picklist(outcomes)
		),

	/** Where a confirmation stands, without writing; null for an unknown listing. */
	state: (
		service: BackendClient,
		listing: string,
		seen: string
	): Promise<ConfirmationState | null> =>
		call(
			service,
			'listing_confirmation_state',
			{ p_annonce: listing, p_seen: seen },
			v.nullable(State)
		),

	/** The owner says that it still holds. @throws BackendError 409 for what is not online */
	confirmOwn: (client: BackendClient, listing: string): Promise<Listing> =>
		call(client, 'annonce_confirm', { p_annonce: listing }, Listing)
};
