-- What an agent's lot brings from elsewhere than their EPCI, by where it lies or by where the record of its key does.
create or replace function public.import_elsewhere(p_lot uuid, p_class text, p_epci text[]) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	elsewhere json;
begin
	execute format(
		'select json_agg(json_build_object(''id'', place.id, ''epci'', coalesce(epci_nom, place.epci)) order by rang)
		from (
			select rang, fiche -> ''properties'' ->> %1$L as id, case
				when staged.epci_siren = any ($2) then existing.%3$I else staged.epci_siren
			end as epci
			from import_lot as staged
			left join public.%2$I as existing on existing.%1$I = fiche -> ''properties'' ->> %1$L
			where lot = $1 and staged.classe = %2$L and (
				(staged.epci_siren = any ($2)) is not true
				or existing.%1$I is not null and (existing.%3$I = any ($2)) is not true
			)
		) as place
		left join public.epci on epci.epci_siren = place.epci',
		key_column, p_class, case p_class when 'site_eco' then 'site_epci_siren' else 'epci_siren' end
	) into elsewhere using p_lot, p_epci;
	return coalesce(elsewhere, '[]'::json);
end
$$;

comment on function public.import_elsewhere(p_lot uuid, p_class text, p_epci text[]) is 'Fiches d''un lot revu qui se trouvent hors de certains EPCI, ou dont la clé est celle d''une fiche qui s''y trouve, avec le nom de cet EPCI';

revoke all on function public.import_elsewhere(p_lot uuid, p_class text, p_epci text[]) from public, anon, authenticated, service_role;
grant execute on function public.import_elsewhere(p_lot uuid, p_class text, p_epci text[]) to service_role;
