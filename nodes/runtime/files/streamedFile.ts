type Chunks = AsyncIterable<unknown> | Iterable<unknown>;

/**
 * A file for a multipart form whose content is read while it is sent, and read anew when it is sent again. It is what
 * n8n's HTTP client asks of a File: a name, a type, a size and a stream.
 */
export class StreamedFile extends File {
	/** @param open gives the content from its beginning, as chunks of bytes that are `byteCount` long together */
	constructor(
		name: string,
		mimeType: string,
		private readonly byteCount: number,
		private readonly open: () => Promise<Chunks>,
	) {
		super([], name, { type: mimeType });
	}

	override get size(): number {
		return this.byteCount;
	}

	override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
		const chunks = this.chunks();
		return new ReadableStream({
			async pull(controller) {
				const { done, value } = await chunks.next();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			async cancel() {
				await chunks.return(undefined);
			},
		});
	}

	override async arrayBuffer(): Promise<ArrayBuffer> {
		return await new Response(this.stream()).arrayBuffer();
	}

	override async text(): Promise<string> {
		return await new Response(this.stream()).text();
	}

	private async *chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
		for await (const chunk of await this.open()) yield chunk as Uint8Array<ArrayBuffer>;
	}
}
