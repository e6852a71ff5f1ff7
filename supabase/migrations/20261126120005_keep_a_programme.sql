-- The action plan of a territory (supabase/schemas/programme).

create temporary table provenance (
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false
);

comment on column pg_temp.provenance.source_nom is 'Nom court de la source de la fiche';
comment on column pg_temp.provenance.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column pg_temp.provenance.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column pg_temp.provenance.source_licence is 'Licence sous laquelle la source est publiée';
comment on column pg_temp.provenance.source_url is 'Adresse de la source';
comment on column pg_temp.provenance.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create temporary table published_provenance (
	like pg_temp.provenance including all,
	publie boolean not null default true
);

comment on column pg_temp.published_provenance.publie is 'Vrai si la fiche est visible du public';

create table public.programme_action (
	territory_id text not null references public.territory,
	action_id text not null check (action_id ~ '^[a-z0-9-]{1,60}$'),
	axe text not null check (axe <> ''),
	ordre integer not null default 0,
	titre_fr text not null check (titre_fr <> '' and length(titre_fr) <= 200),
	titre_en text check (titre_en <> '' and length(titre_en) <= 200),
	description_fr text check (description_fr <> '' and length(description_fr) <= 2000),
	description_en text check (description_en <> '' and length(description_en) <= 2000),
	statut text check (statut in ('prévue', 'en cours', 'réalisée', 'suspendue', 'abandonnée')),
	pilote text check (pilote <> '' and length(pilote) <= 200),
	partenaires text check (partenaires <> '' and length(partenaires) <= 500),
	financeurs text check (financeurs <> '' and length(financeurs) <= 500),
	budget_eur double precision check (budget_eur >= 0 and budget_eur <= 1e10),
	part_publique_pct double precision check (part_publique_pct between 0 and 100),
	cible_nombre double precision check (cible_nombre >= 0 and cible_nombre <= 1e9),
	cible_fr text check (cible_fr <> '' and length(cible_fr) <= 200),
	cible_en text check (cible_en <> '' and length(cible_en) <= 200),
	debut date,
	fin date,
	version integer not null default 1,
	like pg_temp.published_provenance including all,
	primary key (territory_id, action_id),
	constraint programme_action_dates check (fin >= debut)
);

create table public.programme_lien (
	territory_id text not null,
	action_id text not null,
	genre text not null check (genre in ('etablissement', 'terrain', 'site', 'commune', 'epci')),
	cible text not null check (cible <> ''),
	primary key (territory_id, action_id, genre, cible),
	foreign key (territory_id, action_id) references public.programme_action on delete cascade
);

drop table pg_temp.published_provenance, pg_temp.provenance;

-- Null where there is no such record, or none that the caller may see.
create or replace function public.programme_link_name(
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

create or replace function public.programme_read(p_territory text) returns json
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

create or replace function public.programme_refuse_unless_known(p_territory text, p_action json) returns void
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

create or replace function public.programme_write(p_territory text, p_action json, p_version integer) returns void
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

-- The version is that of the action as its author read it, 0 for a new one.
create or replace function public.programme_save(
	p_territory text, p_action json, p_version integer
) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id text := p_action->>'action_id';
	v_version integer;
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
	perform programme_write(p_territory, p_action, p_version + 1);
	return p_version + 1;
end
$$;

create or replace function public.programme_fill(p_territory text, p_actions json) returns integer
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

create trigger revision after insert or update or delete on public.programme_action
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.programme_lien
	for each statement execute function public.count_revision();

create policy lecture_avec_action on public.programme_lien
	for select to anon, authenticated
	using (exists (
		select from public.programme_action as one
		where one.territory_id = programme_lien.territory_id
			and one.action_id = programme_lien.action_id
	));

create policy lecture_par_administrateur on public.programme_action
	for select to authenticated using (is_administrator(territory_id));

create policy lecture_publique on public.programme_action
	for select to anon, authenticated using (publie);

alter table public.programme_action enable row level security;

alter table public.programme_lien enable row level security;

comment on column public.programme_action.action_id is 'Identifiant de l''action dans son territoire, dans son adresse aussi';

comment on column public.programme_action.axe is 'Axe de la convention : identifiant de la configuration du territoire';

comment on column public.programme_action.budget_eur is 'Budget total, en euros';

comment on column public.programme_action.cible_en is 'Ce que ce nombre compte, en anglais';

comment on column public.programme_action.cible_fr is 'Ce que ce nombre compte, en français';

comment on column public.programme_action.cible_nombre is 'Ce que l''action vise, en nombre';

comment on column public.programme_action.debut is 'Premier jour de l''action';

comment on column public.programme_action.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.programme_action.description_en is 'Ce que l''action fait, en anglais';

comment on column public.programme_action.description_fr is 'Ce que l''action fait, en français';

comment on column public.programme_action.fin is 'Dernier jour de l''action';

comment on column public.programme_action.financeurs is 'Qui finance l''action';

comment on column public.programme_action.ordre is 'Rang de l''action dans son axe';

comment on column public.programme_action.part_publique_pct is 'Part du budget payée sur fonds publics, en %';

comment on column public.programme_action.partenaires is 'Organismes partenaires, séparés par des virgules';

comment on column public.programme_action.pilote is 'Organisme qui conduit l''action';

comment on column public.programme_action.publie is 'Vrai si la fiche est visible du public';

comment on column public.programme_action.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.programme_action.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.programme_action.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.programme_action.source_nom is 'Nom court de la source de la fiche';

comment on column public.programme_action.source_url is 'Adresse de la source';

comment on column public.programme_action.statut is 'Où en est l''action ; vide quand la source ne le dit pas';

comment on column public.programme_action.territory_id is 'Territoire auquel l''action appartient';

comment on column public.programme_action.titre_en is 'Intitulé en anglais ; vide s''il n''est pas traduit';

comment on column public.programme_action.titre_fr is 'Intitulé en français';

comment on column public.programme_action.version is 'Augmente à chaque modification : qui écrit après un autre est refusé';

comment on column public.programme_lien.action_id is 'Action du plan';

comment on column public.programme_lien.cible is 'Clé de la fiche liée : SIRET, terr_id, site_id, code INSEE ou SIREN';

comment on column public.programme_lien.genre is 'Nature de la fiche liée';

comment on column public.programme_lien.territory_id is 'Territoire de l''action';

comment on function public.programme_fill(p_territory text, p_actions json) is 'Écrit les actions que le fichier du territoire donne, une fois dans sa vie ; leur nombre';

comment on function public.programme_link_name(p_territory text, p_kind text, p_key text) is 'Nom d''une fiche liée à une action ; vide quand il n''y a pas de telle fiche';

comment on function public.programme_read(p_territory text) is 'Actions du plan d''un territoire que le compte peut voir, avec leurs fiches liées';

comment on function public.programme_refuse_unless_known(p_territory text, p_action json) is 'Refuse (400) une action dont l''axe ou une fiche liée n''existe pas';

comment on function public.programme_save(p_territory text, p_action json, p_version integer) is 'Crée ou remplace une action et ses liens ; pour un administrateur, refusée (409) sur une version dépassée';

comment on function public.programme_write(p_territory text, p_action json, p_version integer) is 'Écrit une action et ses liens, tels qu''ils sont donnés';

comment on table public.programme_action is 'Actions du plan d''actions d''un territoire, par axe de sa convention';

comment on table public.programme_lien is 'Entreprises, terrains, sites, communes et EPCI qu''une action concerne';

revoke all on function public.programme_fill(p_territory text, p_actions json) from public, anon, authenticated, service_role;
grant execute on function public.programme_fill(p_territory text, p_actions json) to service_role;

revoke all on function public.programme_link_name(p_territory text, p_kind text, p_key text) from public, anon, authenticated, service_role;
grant execute on function public.programme_link_name(p_territory text, p_kind text, p_key text) to anon, authenticated, service_role;

revoke all on function public.programme_read(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.programme_read(p_territory text) to anon, authenticated, service_role;

revoke all on function public.programme_refuse_unless_known(p_territory text, p_action json) from public, anon, authenticated, service_role;
grant execute on function public.programme_refuse_unless_known(p_territory text, p_action json) to service_role;

revoke all on function public.programme_save(p_territory text, p_action json, p_version integer) from public, anon, authenticated, service_role;
grant execute on function public.programme_save(p_territory text, p_action json, p_version integer) to authenticated, service_role;

revoke all on function public.programme_write(p_territory text, p_action json, p_version integer) from public, anon, authenticated, service_role;
grant execute on function public.programme_write(p_territory text, p_action json, p_version integer) to service_role;

revoke all on table public.programme_action from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.programme_action to service_role;
grant select on table public.programme_action to anon, authenticated, service_role;

revoke all on table public.programme_lien from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.programme_lien to service_role;
grant select on table public.programme_lien to anon, authenticated, service_role;
