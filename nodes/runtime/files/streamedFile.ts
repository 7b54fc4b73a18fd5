type ByteStream = ReturnType<File['stream']>;

/** Node has it since version 20.6; TypeScript's list of what browsers have does not. */
const streams = ReadableStream as unknown as { from(chunks: AsyncIterable<unknown>): ByteStream };

/**
 * A file for a multipart form whose content is read while it is sent, and read anew when it is sent again: a Blob of
 * Node's own would hold all of it in memory. It is what n8n's HTTP client asks of a File: a name, a type, a size and a
 * stream.
 */
export class StreamedFile extends File {
	/** @param open gives the content from its beginning, as chunks of bytes that are `byteCount` long together */
	constructor(
		name: string,
		type: string,
		private readonly byteCount: number,
		private readonly open: () => Promise<AsyncIterable<unknown> | Iterable<unknown>>,
	) {
		super([], name, { type });
	}

	override get size(): number {
		return this.byteCount;
	}

	override stream(): ByteStream {
		const { open } = this;
		const chunks = async function* () {
			yield* await open();
		};
		return streams.from(chunks());
	}
}
