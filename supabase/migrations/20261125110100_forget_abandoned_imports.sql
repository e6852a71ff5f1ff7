-- An import that was killed leaves its staged records behind, restricted fields among them.
create function public.import_forget_abandoned(p_hours double precision) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	-- The age of a lot is that of its last record: an import that still brings some is at work, here or elsewhere.
	delete from import_lot where lot in (
		select lot from import_lot
		group by lot
		having max(depose_le) <= now() - make_interval(secs => 3600 * p_hours)
	);
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

comment on function public.import_forget_abandoned is
	'Efface les lots dont la dernière fiche a été déposée il y a plus de tant d''heures ; rend le nombre de fiches';

revoke all on function public.import_forget_abandoned from public, anon, authenticated;
grant execute on function public.import_forget_abandoned to service_role;
