// n8n finds nodes and credentials through the "n8n" field of package.json. This is for programs that want the classes.
module.exports = {
	...require('./dist/credentials/DynamiCoreApi.credentials.js'),
	...require('./dist/credentials/FirmafyApi.credentials.js'),
	...require('./dist/credentials/KeynuaApi.credentials.js'),
	...require('./dist/credentials/KeynuaWebhookApi.credentials.js'),
	...require('./dist/credentials/MensatekApi.credentials.js'),
	...require('./dist/credentials/MensatekWebhookApi.credentials.js'),
	...require('./dist/nodes/DynamiCore/DynamiCore.node.js'),
	...require('./dist/nodes/DynamiCore/DynamiCoreTrigger.node.js'),
	...require('./dist/nodes/Firmafy/Firmafy.node.js'),
	...require('./dist/nodes/Firmafy/FirmafyTrigger.node.js'),
	...require('./dist/nodes/Keynua/Keynua.node.js'),
	...require('./dist/nodes/Keynua/KeynuaTrigger.node.js'),
	...require('./dist/nodes/Mensatek/Mensatek.node.js'),
	...require('./dist/nodes/Mensatek/MensatekTrigger.node.js'),
};
