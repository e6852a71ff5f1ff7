import * as v from 'valibot';
import { Listing } from '#lib/domain/listing.ts';
import {
	ListingFacts,
	ListingNotice,
	ListingVersion,
	PlotPiece,
	QueueLine
} from '#lib/domain/listing-review.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

type Versioned = { listing: string; version: number };

/**
 * Decisions of an agent; each takes the version that was read. All throw BackendError: 403 outside the agent's EPCI,
 * 404 for what was not handed in, 409 when the listing has changed or is in another state.
 */
export const decisions = {
	/** Puts it on the map. @throws BackendError 400 naming what is missing */
	publish: (client: BackendClient, { listing, version }: Versioned): Promise<Listing> =>
		call(client, 'annonce_publish', { p_annonce: listing, p_version: version }, Listing),

	/** @throws BackendError 400 for a message that is empty or above 2,000 characters */
	requestChange: (
		client: BackendClient,
		{ listing, version, message }: Versioned & { message: string }
	): Promise<Listing> =>
		call(
			client,
			'annonce_request_change',
			{ p_annonce: listing, p_version: version, p_message: message },
			Listing
		),

	refuse: (
		client: BackendClient,
		{ listing, version, reason }: Versioned & { reason: string }
	): Promise<Listing> =>
		call(
			client,
			'annonce_refuse',
			{ p_annonce: listing, p_version: version, p_reason: reason },
			Listing
		),

	/** Takes what is online off the map. */
	unpublish: (
		client: BackendClient,
		{ listing, version, reason }: Versioned & { reason: string }
	): Promise<Listing> =>
		call(
			client,
			'annonce_unpublish',
			{ p_annonce: listing, p_version: version, p_reason: reason },
			Listing
		)
};

/** What agents and owners read of a listing and of its past. */
export const reviews = {
	/** Listings handed in, in the agent's EPCI: those that wait first, the oldest on top. */
	queue: (client: BackendClient, territory: string): Promise<QueueLine[]> =>
		call(client, 'annonce_queue', { p_territory: territory }, v.array(QueueLine)),

	facts: (client: BackendClient, listing: string): Promise<ListingFacts> =>
		call(client, 'annonce_facts', { p_annonce: listing }, ListingFacts),

	version: (client: BackendClient, listing: string, versionId: number): Promise<ListingVersion> =>
		call(
			client,
			'annonce_version_get',
			{ p_annonce: listing, p_version_id: versionId },
			ListingVersion
		),

	/** Makes a former version the working copy, for its owner or an agent. */
	restore: (
		client: BackendClient,
		{ listing, version, versionId }: Versioned & { versionId: number }
	): Promise<Listing> =>
		call(
			client,
			'annonce_restore',
			{ p_annonce: listing, p_version_id: versionId, p_version: version },
			Listing
		)
};

/** Photos and documents of a published plot, for everybody. */
export function plotPieces(
	client: BackendClient,
	territory: string,
	plot: string
): Promise<PlotPiece[]> {
	return call(client, 'plot_pieces', { p_territory: territory, p_terr: plot }, v.array(PlotPiece));
}

/** What a mail says of a listing, with the addresses: for the service alone. */
export function listingNotice(
	service: BackendClient,
	listing: string
): Promise<ListingNotice | null> {
	return call(service, 'listing_notice', { p_annonce: listing }, v.nullable(ListingNotice));
}
