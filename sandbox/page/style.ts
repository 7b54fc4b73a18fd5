import { Html } from './html';

export const style = new Html(`
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1c2430; background: #f4f6f9; }
body { margin: 0; }
header, main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between; }
h1, h2, h3 { line-height: 1.2; margin: 0 0 .5rem; }
h3 { margin-top: 1.25rem; font-size: 1rem; }
section { background: #fff; border: 1px solid #d5dbe5; border-radius: .5rem; padding: 1rem; margin-bottom: 1.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid #e3e8ef; }
thead th { border-top: 0; color: #46546a; }
tbody th { font-weight: 600; }
td, th { overflow-wrap: anywhere; min-width: 5rem; }
pre { white-space: pre-wrap; margin: .25rem 0; font-size: .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: 0; }
dd { margin: 0; }
form { display: inline; }
form.fields { display: grid; gap: .75rem; margin-top: 1rem; max-width: 45rem; }
fieldset { border: 1px solid #d5dbe5; border-radius: .25rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
input[type="url"], input:not([type]) { font: inherit; padding: .35rem .5rem; width: 100%; box-sizing: border-box;
	border: 1px solid #76849a; border-radius: .25rem; }
button { font: inherit; font-size: .85rem; padding: .2rem .7rem; border: 1px solid #1f4fa3; border-radius: .25rem;
	background: #1f4fa3; color: #fff; cursor: pointer; justify-self: start; }
button:hover { background: #163b7c; }
a { color: #1f4fa3; }
:focus-visible { outline: 3px solid #f0a202; outline-offset: 2px; }
.line { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; }
.line + .line { margin-top: .4rem; }
.empty { color: #46546a; margin: 0; }
.alert { background: #fdecea; border: 1px solid #b3261e; color: #7a1a14; border-radius: .25rem; padding: .6rem; }
`);
