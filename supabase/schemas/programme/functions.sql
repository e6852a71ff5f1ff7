-- Everybody reads the plan; an administrator writes it, one action at a time and whole.

create trigger revision after insert or update or delete on public.programme_action
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.programme_lien
	for each statement execute function public.count_revision();

-- Null where there is no such record, or none that the caller may see.
create function public.programme_link_name(
	p_territory text, p_kind text, p_key text
) returns text
language sql stable
set search_path = public, extensions
as $$
	select case p_kind
		when 'etablissement' then (
			select coalesce(etab_raison_sociale, siret) from etablissement
			where siret = p_key and territory_id = p_territory
		)
		when 'terrain' then (
			select concat_ws(', ', terrain_eco.terr_id, terrain_eco.terr_lot) from terrain_eco
			where terr_id = p_key and territory_id = p_territory
		)
		when 'site' then (
			select coalesce(site_nom, site_id) from site_eco
			where site_id = p_key and territory_id = p_territory
		)
		when 'commune' then (
			select comm_nom from commune
			where comm_insee = p_key and territory_id = p_territory
		)
		when 'epci' then (
			select epci_nom from epci
			where epci_siren = p_key and territory_id = p_territory
		)
	end
$$;

comment on function public.programme_link_name is
	'Nom d''une fiche liée à une action ; vide quand il n''y a pas de telle fiche';

create function public.programme_read(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(
		to_jsonb(one) - 'territory_id' || jsonb_build_object('liens', coalesce((
			select jsonb_agg(
				jsonb_build_object(
					'genre', genre,
					'cible', cible,
					'nom', programme_link_name(p_territory, genre, cible)
				)
				order by genre, cible
			)
			from programme_lien as link
			where link.territory_id = one.territory_id and link.action_id = one.action_id
		), '[]'))
		order by axe, ordre, action_id
	), '[]')
	from programme_action as one
	where territory_id = p_territory
$$;

comment on function public.programme_read is
	'Actions du plan d''un territoire que le compte peut voir, avec leurs fiches liées';

create function public.programme_refuse_unless_known(p_territory text, p_action json) returns void
language plpgsql stable
set search_path = public, extensions
as $$
declare
	v_unknown text;
begin
	if not exists (
		select from territory, json_array_elements(configuration->'axes') as axis
		where territory_id = p_territory and axis->>'id' = p_action->>'axe'
	) then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est aucun axe de ce territoire.', p_action->>'axe'),
			hint = 'Attendu : un axe de sa configuration.',
			detail = json_build_object('code', 'programme_axis', 'value', p_action->>'axe')::text;
	end if;
	select format('%s %s', link->>'genre', link->>'cible') into v_unknown
	from json_array_elements(coalesce(p_action->'liens', '[]')) as link
	where programme_link_name(p_territory, link->>'genre', link->>'cible') is null
	limit 1;
	if v_unknown is not null then
		raise sqlstate 'PT400' using
			message = format('Aucune fiche publiée ne répond à « %s ».', v_unknown),
			hint = 'Attendu : un SIRET, un terr_id, un site_id, un code INSEE ou un SIREN d''EPCI du territoire.',
			detail = json_build_object('code', 'programme_link', 'value', v_unknown)::text;
	end if;
end
$$;

comment on function public.programme_refuse_unless_known is
	'Refuse (400) une action dont l''axe ou une fiche liée n''existe pas';

create function public.programme_write(p_territory text, p_action json, p_version integer) returns void
language sql
set search_path = public, extensions
as $$
	with given as (
		select * from json_populate_record(null::programme_action, p_action)
	)
	insert into programme_action
	select p_territory, action_id, axe, coalesce(ordre, 0), titre_fr, titre_en, description_fr,
		description_en, statut, pilote, partenaires, financeurs, budget_eur, part_publique_pct,
		cible_nombre, cible_fr, cible_en, debut, fin, p_version, source_nom, source_date,
		source_methode, source_licence, source_url, coalesce(demonstration, false),
		coalesce(publie, true)
	from given
	on conflict (territory_id, action_id) do update set
		axe = excluded.axe, ordre = excluded.ordre, titre_fr = excluded.titre_fr,
		titre_en = excluded.titre_en, description_fr = excluded.description_fr,
		description_en = excluded.description_en, statut = excluded.statut,
		pilote = excluded.pilote, partenaires = excluded.partenaires,
		financeurs = excluded.financeurs, budget_eur = excluded.budget_eur,
		part_publique_pct = excluded.part_publique_pct, cible_nombre = excluded.cible_nombre,
		cible_fr = excluded.cible_fr, cible_en = excluded.cible_en, debut = excluded.debut,
		fin = excluded.fin, version = excluded.version, source_nom = excluded.source_nom,
		source_date = excluded.source_date, source_methode = excluded.source_methode,
		source_licence = excluded.source_licence, source_url = excluded.source_url,
		publie = excluded.publie;
	delete from programme_lien
	where territory_id = p_territory and action_id = p_action->>'action_id';
	insert into programme_lien
	select distinct p_territory, p_action->>'action_id', link->>'genre', link->>'cible'
	from json_array_elements(coalesce(p_action->'liens', '[]')) as link;
$$;

comment on function public.programme_write is 'Écrit une action et ses liens, tels qu''ils sont donnés';

-- Linked records by their name of the day and their key, so that a history stays readable once they are gone.
create function public.programme_state(p_territory text, p_id text) returns jsonb
language sql stable
set search_path = public, extensions
as $$
	select (to_jsonb(one) || jsonb_build_object('liens', (
		select string_agg(
			format('%s (%s)', programme_link_name(p_territory, genre, cible), cible), ', '
			order by genre, cible
		)
		from programme_lien as link
		where link.territory_id = one.territory_id and link.action_id = one.action_id
	))) - array['territory_id', 'action_id', 'version', 'demonstration', 'source_methode', 'source_licence']
	from programme_action as one
	where territory_id = p_territory and action_id = p_id
$$;

comment on function public.programme_state is
	'Ce qu''une action dit, champ par champ, ses liens en mots ; vide quand il n''y a pas de telle action';

create function public.programme_history(p_territory text, p_id text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select case when member_role(p_territory) in ('agent', 'administrateur')
		then correction_history(p_territory, 'programme_action', p_id) else '[]' end
$$;

comment on function public.programme_history is
	'Qui a changé quoi d''une action, et quand ; vide pour qui n''est ni agent ni administrateur du territoire';

-- The version is that of the action as its author read it, 0 for a new one.
create function public.programme_save(
	p_territory text, p_action json, p_version integer
) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id text := p_action->>'action_id';
	v_version integer;
	v_before jsonb;
begin
	perform refuse_unless_administrator(p_territory);
	perform programme_refuse_unless_known(p_territory, p_action);
	select version into v_version from programme_action
	where territory_id = p_territory and action_id = v_id
	for update;
	if coalesce(v_version, 0) <> p_version then
		raise sqlstate 'PT409' using
			message = format('L''action « %s » a été modifiée ou créée entre-temps.', v_id),
			hint = 'Relisez-la, puis recommencez.',
			detail = json_build_object('code', 'programme_version', 'value', v_id)::text;
	end if;
	v_before := programme_state(p_territory, v_id);
	perform programme_write(p_territory, p_action, p_version + 1);
	perform correction_keep(
		p_territory, 'programme_action', v_id, null, coalesce(v_before, '{}'),
		case when v_before is null then jsonb_build_object('action_id', v_id)
			else programme_state(p_territory, v_id) end,
		null
	);
	return p_version + 1;
end
$$;

comment on function public.programme_save is
	'Crée ou remplace une action et ses liens, et garde ce qui change ; pour un administrateur, refusée (409) sur une version dépassée';

create function public.programme_fill(p_territory text, p_actions json) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_action json;
begin
	if exists (select from programme_action where territory_id = p_territory) then
		return 0;
	end if;
	for v_action in select value from json_array_elements(p_actions) loop
		perform programme_refuse_unless_known(p_territory, v_action);
		perform programme_write(p_territory, v_action, 1);
	end loop;
	return json_array_length(p_actions);
end
$$;

comment on function public.programme_fill is
	'Écrit les actions que le fichier du territoire donne, une fois dans sa vie ; leur nombre';
