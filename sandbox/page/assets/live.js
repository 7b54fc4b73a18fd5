/**
 * Makes the page live. Everything works without it: it saves pressing "reload", keeps the place where the reader is, and
 * copies values.
 */
(() => {
	let refreshing = false;
	let again = false;

	document.documentElement.classList.add('live');
	document.addEventListener('submit', send);
	document.addEventListener('click', copy);
	listen();

	function listen() {
		const source = new EventSource('/page/events');
		let wasOpen = false;
		source.addEventListener('change', refresh);
		source.addEventListener('open', () => {
			// After a break, something may have been missed.
			if (wasOpen) void refresh();
			wasOpen = true;
		});
		window.addEventListener('pagehide', () => source.close());
		// Back from the browser's memory of pages.
		window.addEventListener('pageshow', (event) => {
			if (event.persisted) location.reload();
		});
	}

	/** Fetches this page, and puts what is new into the one that is shown. One at a time. */
	async function refresh() {
		again = refreshing;
		if (refreshing) return;
		refreshing = true;
		try {
			const answer = await fetch(location.href);
			// What is gone, an object after a reset, stays readable until the reader leaves.
			if (answer.ok) show(await answer.text());
		} catch {
			// The sandbox has been stopped: the connection for events comes back by itself when it is there again.
		} finally {
			refreshing = false;
		}
		if (again) await refresh();
	}

	/** A form is sent without leaving the page, unless its answer is another one. */
	async function send(event) {
		const form = event.target;
		if (form.method !== 'post') return;
		event.preventDefault();
		if (form.hasAttribute('aria-busy')) return;
		form.setAttribute('aria-busy', 'true');
		try {
			const body = new URLSearchParams(new FormData(form));
			const answer = await fetch(form.action, { method: 'POST', body });
			const text = await answer.text();
			if (!answer.ok) return notify(noticeOf(text));
			if (pageOf(answer.url) !== pageOf(location.href)) return location.assign(answer.url);
			notify('');
			form.reset();
			show(text);
		} catch {
			notify('The sandbox does not answer. Is it still running?');
		} finally {
			form.removeAttribute('aria-busy');
		}
	}

	const pageOf = (address) => address.replace(/#.*/, '');

	function noticeOf(text) {
		const alert = parse(text).querySelector('.alert');
		return alert ? alert.textContent : 'That did not work.';
	}

	function notify(sentence) {
		const notice = document.getElementById('notice');
		notice.textContent = sentence;
		if (sentence) notice.scrollIntoView({ block: 'nearest' });
	}

	async function copy(event) {
		const button = event.target.closest('[data-copy]');
		if (!button) return;
		const field = document.getElementById(button.dataset.copy);
		field.select();
		try {
			await navigator.clipboard.writeText(field.value);
			say(button, 'Copied');
		} catch {
			say(button, 'Press Ctrl+C');
		}
	}

	function say(button, word) {
		const usual = button.dataset.usual ?? button.textContent;
		button.dataset.usual = usual;
		button.textContent = word;
		// Heard, too: the button's own name does not change.
		const status = document.getElementById('news');
		if (status) status.textContent = word;
		setTimeout(() => (button.textContent = usual), 2000);
	}

	function parse(text) {
		return new DOMParser().parseFromString(text, 'text/html');
	}

	function show(text) {
		const fresh = parse(text);
		const places = placesAround(document.activeElement);
		document.title = fresh.title;
		sync(document.body, fresh.body);
		returnTo(places);
	}

	/** The named elements around the one with the focus, from the inside out. */
	function placesAround(element) {
		const places = [];
		for (let place = element; place && place !== document.body; place = place.parentElement) {
			if (place.id) places.push(place.id);
		}
		return places;
	}

	/** When the element with the focus is gone (a button that was pressed), the focus stays nearby. */
	function returnTo(places) {
		if (document.activeElement !== document.body || places.length === 0) return;
		const place = places.map((id) => document.getElementById(id)).find(Boolean);
		if (!place) return;
		const next = place.querySelector('a[href], button, input, select, summary') ?? place;
		if (next === place) place.tabIndex = -1;
		next.focus({ preventScroll: true });
	}

	/** Makes `old` look like `fresh` by changing only what differs, so that focus, scroll and what was typed stay. */
	function sync(old, fresh) {
		if (old.isEqualNode(fresh)) return;
		if (old.nodeType !== Node.ELEMENT_NODE) {
			old.nodeValue = fresh.nodeValue;
			return;
		}
		syncAttributes(old, fresh);
		if (old.id !== 'notice') syncChildren(old, fresh);
	}

	/** What the reader opened stays open; what the script marked stays marked. */
	const kept = ['open', 'aria-busy', 'data-usual', 'tabindex'];

	function syncAttributes(old, fresh) {
		for (const { name, value } of fresh.attributes) {
			if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
		}
		for (const { name } of [...old.attributes]) {
			if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
		}
	}

	function syncChildren(old, fresh) {
		const names = new Set([...fresh.children].map(({ id }) => id).filter(Boolean));
		for (const child of [...old.children]) if (child.id && !names.has(child.id)) child.remove();
		const byName = new Map([...old.children].filter(({ id }) => id).map((child) => [child.id, child]));
		let place = old.firstChild;
		for (const wish of [...fresh.childNodes]) {
			const twin = twinOf(wish, place, byName);
			if (!twin) {
				old.insertBefore(wish, place);
				mark(wish);
				continue;
			}
			if (twin === place) place = place.nextSibling;
			else old.insertBefore(twin, place);
			sync(twin, wish);
		}
		while (place) {
			const rest = place;
			place = place.nextSibling;
			rest.remove();
		}
	}

	/** The node that stands for `wish` so far: the one of the same name, or the next one of the same kind without a name. */
	function twinOf(wish, place, byName) {
		if (wish.id) return byName.get(wish.id);
		return place && !place.id && place.nodeName === wish.nodeName ? place : undefined;
	}

	function mark(node) {
		if (node.nodeType === Node.ELEMENT_NODE && node.id) node.classList.add('fresh');
	}
})();
