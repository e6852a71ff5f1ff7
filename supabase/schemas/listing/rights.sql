-- A listing is read by its owner and by the agents of its EPCI, and written by functions alone.

grant all on table
	public.annonce, public.annonce_piece
	to service_role;
grant select, insert on table
	public.annonce_version
	to service_role;
grant select on table
	public.annonce, public.annonce_version
	to authenticated;
grant select on table
	public.annonce_piece
	to anon, authenticated;

alter table public.annonce enable row level security;
alter table public.annonce_piece enable row level security;
alter table public.annonce_version enable row level security;

-- A draft is its owner's alone until it has been handed in.
create policy lecture_par_proprietaire_et_agent on public.annonce
	for select to authenticated
	using (
		proprietaire = auth.uid()
		or soumise_le is not null and is_agent_of(territory_id, epci_siren)
	);
create policy lecture_publique on public.annonce_piece
	for select to anon, authenticated using (publique);
create policy lecture_par_proprietaire_et_agent on public.annonce_piece
	for select to authenticated
	using (exists (select from public.annonce where annonce.annonce_id = annonce_piece.annonce_id));
create policy lecture_par_proprietaire_et_agent on public.annonce_version
	for select to authenticated
	using (exists (select from public.annonce where annonce.annonce_id = annonce_version.annonce_id));

grant execute on function
	public.plot_pieces
	to anon, authenticated, service_role;

grant execute on function
	public.annonce_piece_file
	to anon, authenticated;

grant execute on function
	public.annonce_save, public.annonce_submit, public.annonce_withdraw, public.annonce_delete,
	public.annonce_get, public.my_listings, public.annonce_piece_add, public.annonce_piece_remove,
	public.annonce_piece_order, public.annonce_piece_caption, public.annonce_publish,
	public.annonce_request_change, public.annonce_refuse, public.annonce_unpublish,
	public.annonce_restore, public.annonce_queue, public.annonce_facts, public.annonce_version_get,
	public.annonce_confirm
	to authenticated;

grant execute on function
	public.listing_fields, public.listing_allowed_values, public.listing_value_fault,
	public.listing_checked, public.listing_shape, public.listing_missing,
	public.listing_difference, public.listing_snapshot, public.may_read_listing,
	public.listing_pieces, public.listing_record, public.listing_distances, public.listing_history,
	public.listing_piece_list, public.listing_constraints, public.listing_take_off,
	public.listing_is_reminded, public.listing_agents, public.listing_notice,
	public.listings_to_remind, public.listing_reminder_settled, public.listings_expire,
	public.listing_confirm, public.listing_confirmation_state
	to service_role;
