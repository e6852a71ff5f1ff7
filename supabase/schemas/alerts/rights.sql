-- Who watches what is the service's alone: no account reads it, not even an administrator's.

grant all on table
	public.alerte
	to service_role;

alter table public.alerte enable row level security;

grant execute on function
	public.alert_ask, public.alert_of, public.alert_confirm, public.alert_end, public.alerts_take,
	public.alert_tell, public.alerts_forget
	to service_role;
