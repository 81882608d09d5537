/** How the page behind a link looks and moves: one style sheet and one short script, both inside the
 * page and named by their hashes in its policy. The colours are those of the pages
 * (web/src/lib/styles/tokens.css); nothing is loaded from anywhere. */
import { createHash } from 'node:crypto';
import { trustedHtml } from '#alerts/receivers/html.ts';

const STYLE = `
:root{color-scheme:dark light;--bg:#0a0e13;--surface:#121920;--surface-2:#1c2630;--line:#25313d;
--line-strong:#66788a;--ink:#f1f5f9;--ink-2:#b3c0cd;--focus:#9ecbff;--calm:#4cc38a;--link:#9ecbff;
--raised-fill:#ffb224;--raised-on:#1d1300;--crisis-fill:#b81c1a;--crisis-on:#fff}
@media (prefers-color-scheme:light){:root{--bg:#eff2f5;--surface:#fff;--surface-2:#e8edf2;
--line:#d3dbe3;--line-strong:#748596;--ink:#0f1c28;--ink-2:#3d4f61;--focus:#0b62c4;--calm:#14713f;
--link:#0b62c4}}
*,*::before,*::after{box-sizing:border-box}
html{background:var(--bg);color:var(--ink);font:1.0625rem/1.4 system-ui,sans-serif;
-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:40rem;padding-bottom:2rem}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}
a{color:var(--link);overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.band{display:flex;align-items:center;gap:.5rem;padding:.625rem 1rem;font-weight:700;
background:var(--surface-2);color:var(--ink)}
.band svg{width:1.25em;height:1.25em;flex:none}
.band .word{text-transform:uppercase;letter-spacing:.04em;font-size:1.25rem}
.band.medium{background:var(--raised-fill);color:var(--raised-on)}
.band.high,.band.critical{background:var(--crisis-fill);color:var(--crisis-on)}
.drill{margin-left:auto;padding:.125rem .5rem;border:2px dashed currentColor;border-radius:.375rem;
letter-spacing:.08em}
header,section{padding:.875rem 1rem 0}
h1{font-size:1.625rem;line-height:1.2;overflow-wrap:anywhere}
h1 span{font-weight:500}
header>p+p,h1+p{margin-top:.375rem}
header>p>a{display:inline-block;padding:.75rem 0}
h2{font-size:1.125rem;margin-bottom:.375rem}
h3{font-size:1rem;margin:.875rem 0 .25rem}
.note{color:var(--ink-2)}
.number{display:flex;align-items:baseline;gap:.625rem;flex-wrap:wrap;margin-top:.5rem}
.number b{font-size:3.75rem;line-height:1;font-variant-numeric:tabular-nums}
.stand{display:flex;gap:.5rem;align-items:flex-start;margin-top:.75rem;padding:.625rem .75rem;
border-left:.375rem solid var(--line-strong);background:var(--surface);font-weight:600}
.stand.mine,.stand.coming,.stand.confirmed{border-color:var(--calm)}
.stand.open{border-color:var(--crisis-fill)}
.stand svg{width:1.25em;height:1.25em;flex:none;margin-top:.1em}
form{display:grid;gap:.625rem;margin-top:.75rem}
button{font:inherit;font-weight:700;min-height:3rem;width:100%;border-radius:.5rem;cursor:pointer;
border:2px solid var(--line-strong);background:transparent;color:var(--ink);padding:.5rem 1rem}
button.big{min-height:4rem;font-size:1.375rem;border-color:var(--ink);background:var(--ink);
color:var(--bg)}
button:disabled{opacity:.6;cursor:progress}
label{display:grid;gap:.25rem;font-weight:600}
input{font:inherit;color:inherit;min-height:3rem;padding:.5rem .75rem;width:100%;
border:1px solid var(--line-strong);border-radius:.375rem;background:var(--bg)}
details{margin-top:.75rem;border:1px solid var(--line);border-radius:.5rem;padding:0 .75rem}
details[open]{padding-bottom:.75rem}
summary{min-height:3rem;display:flex;align-items:center;font-weight:600;cursor:pointer}
summary::before{content:"+";width:1.25rem;font-weight:700}
details[open] summary::before{content:"\\2212"}
section>ul,section>ol{padding-left:1.375rem}
li{margin:.25rem 0;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(5.5rem,auto) 1fr;gap:.25rem .75rem}
dt{font-weight:600}
dd{overflow-wrap:anywhere}
.meter{display:block;width:100%;height:.5rem;margin:.25rem 0}
.meter .track{fill:var(--surface-2)}
.meter .fill{fill:var(--ink-2)}
hr{border:0;border-top:1px solid var(--line);margin:1.25rem 1rem .25rem}
.fault{display:none;margin:.75rem 1rem 0;padding:.625rem .75rem;background:var(--raised-fill);
color:var(--raised-on);font-weight:600}
.fault.on{display:block}
@media print{.act,.fault{display:none}}
`.replaceAll('\n', '');

/** Asks for the figures every five seconds while somebody looks, loads the page anew when something
 * else stands, and sends an answer so that a broken line is told in place. */
const SCRIPT = `(()=>{
const d=document,main=d.querySelector('main'),url=main.dataset.live;
const fault=d.querySelector('.fault'),say=t=>{fault.textContent=t;fault.classList.toggle('on',t!=='')};
let until=null,busy=false;
const show=(n,t)=>{for(const e of d.querySelectorAll('[data-live="'+n+'"]'))if(e.textContent!==t)e.textContent=t};
const clock=()=>{const e=d.querySelector('[data-count]');if(!e||until===null)return;
const s=Math.max(0,Math.round((until-performance.now())/1000));
e.textContent=s>0?'in '+Math.floor(s/60)+':'+String(s%60).padStart(2,'0'):'now'};
const set=s=>{until=s===null?null:performance.now()+s*1000;clock()};
const typing=()=>[...d.querySelectorAll('input')].some(e=>e.value!==e.defaultValue);
const look=async()=>{if(d.hidden||busy||!url)return;busy=true;
try{const r=await fetch(url,{credentials:'omit',signal:AbortSignal.timeout(10000)});
if(r.status===404||r.status===410)return location.reload();
if(!r.ok)throw 0;const a=await r.json();say('');
if(a.stand!==main.dataset.stand){if(!typing())location.reload();return}
for(const n in a.live)show(n,a.live[n]);
const ul=d.querySelector('[data-called]');
if(ul&&ul.dataset.called!==a.called.join('|')){ul.dataset.called=a.called.join('|');
ul.replaceChildren(...a.called.map(t=>{const li=d.createElement('li');li.textContent=t;return li}))}
set(a.nextInSeconds)}catch{say('No connection: these figures are old.')}finally{busy=false}};
for(const f of d.forms)f.addEventListener('submit',async e=>{e.preventDefault();
const all=[...d.querySelectorAll('button')];all.forEach(b=>b.disabled=true);say('');
try{const r=await fetch(url,{method:'POST',credentials:'omit',signal:AbortSignal.timeout(15000),
headers:{'content-type':'application/json'},body:JSON.stringify(Object.fromEntries(new FormData(f)))});
const a=await r.json();
if(r.ok&&a.outcome==='refused')say(a.text);else if(r.ok||r.status===410)return location.reload();
else say(r.status===429?'Too many tries: wait a minute.':'It was not taken: try again.')}
catch{say('No connection: it was not sent. Try again.')}all.forEach(b=>b.disabled=false)});
const first=d.querySelector('[data-count]');if(first)set(Number(first.dataset.count));
setInterval(clock,1000);setInterval(look,5000);d.addEventListener('visibilitychange',look)})()`;

/** Not a sign more stands between the tags: the hashes are of all of it. */
export const STYLE_ELEMENT = trustedHtml(`<style>${STYLE}</style>`);
export const SCRIPT_ELEMENT = trustedHtml(`<script>${SCRIPT}</script>`);

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but what is in the page, and its own address. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
