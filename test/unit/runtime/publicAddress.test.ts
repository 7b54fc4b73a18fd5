import fc from 'fast-check';
import { isLoopback, isPublicHost } from '../../../nodes/runtime/http/publicAddress';

/** As a link would be read. */
const hostOf = (url: string) => new URL(url).hostname;

test.each([
	'https://app.firmafy.com/x.pdf',
	'https://8.8.8.8/',
	'https://172.32.0.1/',
	'https://100.128.0.1/',
	'https://192.169.0.1/',
	'https://[2a00:1450:4003:80c::2004]/',
	'https://ñandú.example.com/',
])('%s is public', (url) => {
	expect(isPublicHost(hostOf(url))).toBe(true);
});

test.each([
	'https://localhost/',
	'https://LOCALHOST./',
	'https://a.localhost/',
	'https://intranet/',
	'https://n8n.internal/',
	'https://printer.local/',
	'https://127.0.0.1/',
	'https://127.1/',
	'https://2130706433/',
	'https://0x7f.0.0.1/',
	'https://0177.0.0.1/',
	'https://0.0.0.0/',
	'https://10.0.0.1/',
	'https://100.64.0.1/',
	'https://169.254.169.254/',
	'https://172.16.0.1/',
	'https://172.31.255.255/',
	'https://192.168.1.1/',
	'https://192.0.0.1/',
	'https://198.18.0.1/',
	'https://224.0.0.1/',
	'https://255.255.255.255/',
	'https://[::]/',
	'https://[::1]/',
	'https://[::ffff:127.0.0.1]/',
	'https://[::ffff:10.0.0.1]/',
	'https://[64:ff9b::7f00:1]/',
	'https://[2002:7f00:1::]/',
	'https://[2001::1]/',
	'https://[2001:db8::1]/',
	'https://[fe80::1]/',
	'https://[fd00::1]/',
	'https://[ff02::1]/',
])('%s is not', (url) => {
	expect(isPublicHost(hostOf(url))).toBe(false);
});

test('every spelling of a loopback address is one', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0x7f000000, max: 0x7fffffff }), (address) => {
			for (const spelling of [String(address), `0x${address.toString(16)}`, `0${address.toString(8)}`]) {
				expect(isLoopback(hostOf(`http://${spelling}/`))).toBe(true);
				expect(isPublicHost(hostOf(`http://${spelling}/`))).toBe(false);
			}
		}),
	);
	expect(isLoopback(hostOf('http://[0:0:0:0:0:0:0:1]/'))).toBe(true);
	expect(isLoopback(hostOf('http://127.0.0.1.example.com/'))).toBe(false);
});
