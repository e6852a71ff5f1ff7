-- A correction is read by the agents of the EPCI of its record, and written by functions alone.

grant all on table
	public.correction
	to service_role;
grant all on sequence public.correction_correction_id_seq to service_role;
grant select on table
	public.correction
	to authenticated;

alter table public.correction enable row level security;

create policy lecture_par_agent on public.correction
	for select to authenticated
	using (is_agent_of(territory_id, epci_siren));

grant execute on function
	public.record_to_correct, public.record_correct, public.correction_lift
	to authenticated, service_role;

grant execute on function
	public.correctable_classes, public.correctable_columns, public.correctable_record,
	public.correction_history, public.correction_keep, public.correction_with_outline,
	public.import_corrected, public.import_respect_corrections
	to service_role;
