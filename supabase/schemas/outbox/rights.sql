-- The outbox is the service's alone; functions show an administrator what is stuck.

grant all on table
	public.courriel
	to service_role;

alter table public.courriel enable row level security;

grant execute on function
	public.courriels_list, public.courriels_stuck, public.courriels_again
	to authenticated, service_role;

grant execute on function
	public.mail_leave, public.mail_claim, public.mail_pause, public.mail_settle,
	public.mails_forget
	to service_role;
