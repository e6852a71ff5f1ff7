-- Imports are the service's alone; an export says by itself who may have it.

grant all on table
	public.import_lot, public.import_rendu, public.colonne_reconnue
	to service_role;
grant all on sequence public.import_lot_rang_seq to service_role;

alter table public.import_lot enable row level security;
alter table public.import_rendu enable row level security;
alter table public.colonne_reconnue enable row level security;

grant execute on function
	public.export_table, public.column_matches, public.column_matches_keep
	to authenticated, service_role;

grant execute on function
	public.import_chunk, public.import_discard, public.import_forget_abandoned,
	public.names_mailbox, public.restricted_columns, public.import_drop, public.import_key_column,
	public.import_columns, public.import_derived, public.import_value, public.import_fallbacks,
	public.import_kept, public.import_refuse, public.import_check_properties,
	public.import_check_fields, public.import_check_keys, public.import_known_names,
	public.import_misfits, public.import_geometry, public.import_links, public.import_pages, public.import_review,
	public.import_restricted, public.import_records, public.import_contours, public.import_apply,
	public.export_query, public.import_located, public.import_situate, public.import_places,
	public.import_elsewhere, public.column_labels
	to service_role;
