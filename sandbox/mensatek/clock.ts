/** A moment as a clock in Spain shows it: "The time reference is CET/CEST". `YYYY-MM-DD HH:mm`. */
export function spanishTime(moment = new Date()): string {
	const shown = moment.toLocaleString('sv-SE', { timeZone: 'Europe/Madrid' });
	return shown.slice(0, 'YYYY-MM-DD HH:mm'.length);
}
