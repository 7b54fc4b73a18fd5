import type { IdInfo } from './types';

/** What is read from the front of a Peruvian identity card, made up from the person's name and number. */
export function frontOfCard(
	fullName: string | null,
	documentNumber: string,
	expired: boolean | undefined,
): IdInfo {
	const words = (fullName ?? 'Persona Ejemplo').trim().split(/\s+/);
	const given = Math.max(1, Math.floor(words.length / 2));
	return {
		type: 'pe-id',
		idNumber: documentNumber,
		verificationDigit: '9',
		names: words.slice(0, given).join(' '),
		lastName: words.slice(given).join(' ') || 'Ejemplo',
		birthDate: '1992-11-20',
		expirationDate: expired ? '2020-03-17' : '2036-03-17',
	};
}

/** "La información de la dirección (address) se devolverá solamente si el usuario también envía la parte trasera". */
export function withBack(info: IdInfo): IdInfo {
	return { ...info, address: 'Av. Ejemplo 123' };
}

/** With the record of RENIEC. It has places only when both sides were shown ("dirección y ubigeo"). */
export function withRegister(info: IdInfo): IdInfo {
	const place = { department: 'LIMA', province: 'LIMA', district: 'LIMA' };
	const record = {
		names: info.names,
		lastName: info.lastName.split(' ')[0],
		mothersLastName: info.lastName.split(' ').slice(1).join(' '),
		marriedLastName: null,
		sex: '1',
		civilStatus: '1',
	};
	if (info.address === undefined) return { ...info, reniecInfo: record };
	const birthplace = { code: '140133', ...place, district: 'JESUS MARIA' };
	return { ...info, reniecInfo: { ...record, birthplace, ...place } };
}
