import type { INodeProperties } from 'n8n-workflow';
import { idTypes } from './idTypes';

function textField(displayName: string, name: string, example: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description,
	};
}

/** "Crear girador natural": every attribute is sent, and all are texts. The names are Deceval's. */
export const issuerFields: INodeProperties[] = [
	textField('First Names', 'nombresNat_Nat', 'Ana María', 'Nombres: all first names'),
	textField('First Surname', 'primerApellido_Nat', 'Rojas', 'Primer apellido'),
	textField('Second Surname', 'segundoApellido_Nat', 'Gómez', 'Segundo apellido'),
	{
		displayName: 'Document Type',
		name: 'fkIdTipoDocumento',
		type: 'options',
		options: idTypes,
		default: '1',
		description: 'Tipo de documento',
	},
	textField('Document Number', 'numeroDocumento', '523642456', 'Número de documento'),
	{
		displayName: 'Document Issued On',
		name: 'fechaExpedicion_Nat',
		type: 'dateTime',
		default: '',
		required: true,
		description: 'Fecha de expedición del documento',
	},
	textField(
		'Document Issued in Department',
		'fkIdDepartamentoExpedicion_Nat',
		'11',
		'Departamento de expedición: its code',
	),
	textField('Document Issued in City', 'fkIdCiudadExpedicion_Nat', '11001', 'Ciudad de expedición: its code'),
	{
		displayName: 'Date of Birth',
		name: 'fechaNacimiento_Nat',
		type: 'dateTime',
		default: '',
		required: true,
		description: 'Fecha de nacimiento',
	},
	textField('Civil Status', 'estadoCivil', 'soltero', 'Estado civil, in Spanish'),
	{
		displayName: 'Email',
		name: 'correoElectronico',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
		required: true,
		description: 'Correo electrónico',
	},
	textField('Mobile Number', 'numeroCelular', '3001234567', 'Número de celular'),
	textField(
		'Phone',
		'telefono1PersonaGrupo_PGP',
		'6012345678',
		'Teléfono: a fixed line, or the mobile number again',
	),
	textField('Address', 'direccion1PersonaGrupo_PGP', 'Calle 72 # 10-07', 'Dirección de domicilio'),
];
