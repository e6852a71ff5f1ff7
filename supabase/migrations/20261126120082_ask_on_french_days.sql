-- Takes on what is to be asked today; one that was taken on before and whose mail never left is taken again, but
-- not while the former question waits in the outbox, which would ask twice once the mail server is back.
create or replace function public.listings_to_remind(
	p_territory text, p_today date, p_days integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	taken uuid[];
begin
	with due as (
		select annonce_id from annonce
		where territory_id = p_territory and en_ligne and confirme_le <= p_today - p_days
			and (rappel_le is null or rappel_le < p_today and not listing_is_reminded(annonce_id))
			and not exists (
				select from courriel
				where courriel.annonce_id = annonce.annonce_id and genre = 'annonce à confirmer'
					and courriel.etat in ('à envoyer', 'en échec')
					and (courriel.cree_le at time zone 'Europe/Paris')::date >= annonce.confirme_le
			)
		order by annonce_id
		for update skip locked
	),
	marked as (
		update annonce set rappel_le = p_today from due where annonce.annonce_id = due.annonce_id
		returning annonce.annonce_id
	)
	select coalesce(array_agg(annonce_id order by annonce_id), '{}') into taken from marked;
	return (select coalesce(json_agg(listing_notice(id)), '[]') from unnest(taken) as id);
end
$$;
