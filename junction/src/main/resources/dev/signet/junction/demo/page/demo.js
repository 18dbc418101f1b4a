// The demo page: it sends requests to the server through the junction and draws the answers. It never holds a token's signature.

const PAGES = [
  { path: '/whoami.jsp', label: 'Who am I', role: 'any user' },
  { path: '/rolea/whoami.jsp', label: 'RoleA’s page', role: 'RoleA' },
  { path: '/roleb/whoami.jsp', label: 'RoleB’s page', role: 'RoleB' },
  { path: '/dumpHeaders.jsp', label: 'Headers', role: 'no login' },
];
const JUNCTION = '/jwtjct';
const STATE_EVERY = 5000;
const ROLL_STATE_EVERY = 600;
const ROLL_ASK_EVERY = 250;
const TICKS_SHOWN = 400;
// The steps of the list that are done in each phase of a roll; the next one is under way.
const STEPS_DONE = { published: 1, signing: 2, withdrawn: 4 };

const HEADER_MEANS = {
  alg: 'The signature algorithm. The server accepts only those of its own list.',
  kid: 'The published key that has signed it.',
  typ: 'The kind of token.',
};
const CLAIM_MEANS = {
  iss: 'The issuer. The server compares it exactly.',
  sub: 'The user’s name in the server.',
  aud: 'The server that the token is for.',
  groups: 'The groups of the user; the application binds roles to them.',
  sess: 'The login it belongs to: the same in every token of one session.',
  iat: 'When it was issued.',
  nbf: 'The time from which it is valid.',
  exp: 'When it expires. The junction makes a new one before.',
  jti: 'Its own number, different from that of every other token.',
};

// The text of docs/REFUSALS.md, "where to look", for the refusals this page can provoke; a test keeps them equal.
const WHERE_TO_LOOK = {
  'SIGNET-105': 'Not three base64url parts with JSON objects in the first two: wrong characters, padding, no signature although `alg` names one, a duplicate name, nesting deeper than 16, a `kid` that is neither a string nor `null`. Or an opaque token with `=` anywhere but at its end.',
  'SIGNET-202': '`iss` is not the `issuerIdentifier` of any definition. It is compared exactly: check for a slash at the end. A token in `Authorization` that is meant for another part of the server: `foreignTokens` lets it reach open pages.',
  'SIGNET-301': '`alg` is missing, `none`, an HMAC algorithm, or not in the definition\'s `signatureAlgorithm`.',
  'SIGNET-304': 'No key of the issuer has the token\'s `kid` and matches its `alg`; of local keys, none matches the `alg`. After a change of keys: check that the new one is published. The log names the keys of a key set that are not used, such as two different ones with one `kid` for one algorithm.',
  'SIGNET-305': 'The issuer\'s key does not verify the signature: the token was signed with another key, or was changed.',
  'SIGNET-405': '`exp` is further in the past than `clockSkew`. Compare the clocks of proxy and server. It is looked at before the signature, so a forged token gets this answer too.',
};

const byId = (id) => document.getElementById(id);
let state = null;
let clockAhead = 0;
let busy = false;
let rolling = false;

// Small things

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}

function serverSeconds() {
  return Date.now() / 1000 + clockAhead;
}

function nice(kid) {
  return kid && kid.length > 14 ? `${kid.slice(0, 6)}…${kid.slice(-5)}` : kid || 'none';
}

function listed(names) {
  return names.length === 0 ? 'no group' : names.join(', ');
}

function span(seconds) {
  const whole = Math.max(0, Math.round(Math.abs(seconds)));
  return whole < 90 ? `${whole} s` : whole < 5400 ? `${Math.round(whole / 60)} min` : `${Math.round(whole / 3600)} h`;
}

// Turns `code` in a text into code elements; everything else stays text.
function words(text) {
  return text.split('`').map((piece, at) => (at % 2 === 1 ? element('code', {}, piece) : piece));
}

// Talking to the junction

async function call(method, path, body) {
  const request = { method, headers: { Accept: 'application/json' }, cache: 'no-store', credentials: 'same-origin' };
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  const answer = await fetch(path, request);
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer.json();
}

async function askPage(path) {
  try {
    const answer = await fetch(JUNCTION + path, {
      headers: { Accept: 'application/json' }, cache: 'no-store', credentials: 'same-origin', redirect: 'manual',
    });
    await answer.text();
    return { path, status: answer.status, challenge: answer.headers.get('WWW-Authenticate') };
  } catch {
    return { path, status: 0, challenge: null };
  }
}

function take(fresh) {
  // After a roll the junction is steady again; the page goes on showing that it is done.
  const rolled = state !== null && ['signing', 'withdrawn'].includes(state.roll.phase);
  state = fresh;
  if (rolled && state.roll.phase === 'steady') {
    state.roll.phase = 'withdrawn';
  }
  clockAhead = fresh.now - Date.now() / 1000;
  drawWho();
  drawKeys();
  drawPhases();
  if (byId('curl').childElementCount === 0) {
    drawCurl();
  }
}

async function refresh() {
  take(await call('GET', '/demo/state'));
}

// Who, keys, curl lines

function drawWho() {
  for (const button of document.querySelectorAll('[data-become]')) {
    button.setAttribute('aria-pressed', String(button.dataset.become === state.user));
  }
  const own = { testuser: 'groupa', otheruser: 'groupb' }[state.user] || 'groupa';
  const member = state.user === null || state.groups.includes(own);
  const groups = byId('groups');
  groups.dataset.leave = own;
  groups.firstChild.data = member ? `Leave ${own}` : `Join ${own} again`;
  groups.setAttribute('aria-disabled', String(state.user === null));
  byId('logout').setAttribute('aria-disabled', String(state.user === null));
}

function drawKeys() {
  const rows = state.keys.map((key) => {
    const tone = key.use === 'signing' ? 'ok' : 'warn';
    const says = { signing: 'signs', next: 'is next', old: 'no longer signs' }[key.use];
    return element('li', {}, element('code', { title: key.kid }, nice(key.kid)), element('span', { class: `pill ${tone}` }, says));
  });
  byId('keys').replaceChildren(...rows);
}

function drawCurl() {
  const rows = state.curl.map((entry) => {
    const copy = element('button', { type: 'button', 'aria-label': `Copy the line: ${entry.says}` }, 'Copy');
    copy.addEventListener('click', () => copyText(copy, entry.line));
    return element('li', {}, element('p', {}, entry.says), element('code', {}, entry.line), copy);
  });
  byId('curl').replaceChildren(...rows);
}

async function copyText(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector('code'));
    button.textContent = 'Selected';
  }
  await pause(1500);
  button.textContent = 'Copy';
}

// The token

function row(name, value, means, extra = '') {
  const cells = [element('th', { role: 'rowheader', scope: 'row', class: 'name' }, name)];
  cells.push(element('td', { role: 'cell', class: 'value' }, ...value), element('td', { role: 'cell', class: 'means' }, means));
  return element('tr', { role: 'row', class: extra }, ...cells);
}

function sectionRow(kind, title) {
  return element('tr', { role: 'row', class: `section ${kind}` }, element('th', { role: 'rowheader', scope: 'rowgroup', colspan: '3' }, title));
}

function shown(name, value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (['iat', 'nbf', 'exp'].includes(name) && typeof value === 'number') {
    const clock = new Date(value * 1000).toLocaleTimeString();
    return [text, element('small', name === 'exp' ? { id: 'remaining', 'data-exp': text } : {}, clock)];
  }
  return [text];
}

function drawToken(token, title, signature) {
  byId('token-of').textContent = title;
  const none = token === null;
  byId('compact').hidden = none;
  byId('claims-table').hidden = none;
  if (none) {
    byId('compact').replaceChildren();
    byId('claims').replaceChildren();
    return;
  }
  const changed = new Set(token.changed || []);
  const mark = (place) => (changed.has(place) ? 'changed' : '');
  const compact = [element('span', { class: 'header' }, token.parts[0]), '.', element('span', { class: 'payload' }, token.parts[1]), '.'];
  byId('compact').replaceChildren(...compact, element('span', { class: 'signature' }, signature.masked));
  const rows = [sectionRow('header', 'Header')];
  for (const [name, value] of Object.entries(token.header)) {
    rows.push(row(name, shown(name, value), HEADER_MEANS[name] || 'Part of the header.', mark(`header.${name}`)));
  }
  rows.push(sectionRow('payload', 'Claims'));
  for (const [name, value] of Object.entries(token.claims)) {
    rows.push(row(name, shown(name, value), CLAIM_MEANS[name] || 'Another claim; applications find it in the Subject.', mark(`claims.${name}`)));
  }
  rows.push(sectionRow('signature', 'Signature'));
  rows.push(row('signature', [signature.masked], signature.means, mark('signature')));
  byId('claims').replaceChildren(...rows);
  tick();
}

function drawOwnToken() {
  const masked = { masked: '●●●●●●●●●●●●', means: 'Masked: with the whole token everyone could act as that user until it expires.' };
  const title = state.user === null
    ? 'There is none: no user is logged in.'
    : 'The token that the junction puts into the header jwt for you, decoded. Your browser never gets it.';
  drawToken(state.token, title, masked);
}

function tick() {
  const remaining = byId('remaining');
  if (remaining === null) {
    return;
  }
  const end = Number(remaining.dataset.exp);
  const left = end - serverSeconds();
  const clock = new Date(end * 1000).toLocaleTimeString();
  remaining.textContent = left > 0 ? `${clock}, in ${span(left)}` : `${clock}, ${span(left)} ago`;
}

// The answers

function numberOf(challenge) {
  const found = /SIGNET-\d+/.exec(challenge || '');
  return found === null ? null : found[0];
}

function textOf(challenge) {
  const found = /error_description="SIGNET-\d+: ([^"]*?)(?: \(ref [A-Z2-9]{8}\))?"/.exec(challenge || '');
  return found === null ? 'the token is refused' : found[1];
}

function granted(path, who) {
  if (path === '/dumpHeaders.jsp') {
    return who.user === null ? 'An open page; the junction sends no token.' : 'An open page, with or without a login.';
  }
  if (path === '/whoami.jsp') {
    return `The server knows the caller as ${who.user}.`;
  }
  const [group, role] = path.startsWith('/rolea') ? ['groupa', 'RoleA'] : ['groupb', 'RoleB'];
  return `The token’s ${group} is bound to ${role}.`;
}

function meaning(answer, who) {
  const number = numberOf(answer.challenge);
  if (number !== null) {
    return [`${number}: ${textOf(answer.challenge)}. `, ...words(WHERE_TO_LOOK[number] || '')];
  }
  if (answer.status === 200) {
    return [granted(answer.path, who)];
  }
  if (answer.status === 401) {
    return [who.user === null ? 'The junction answers itself: no user is logged in.' : 'The server got no token.'];
  }
  if (answer.status === 403) {
    const role = answer.path.startsWith('/rolea') ? 'RoleA' : answer.path.startsWith('/roleb') ? 'RoleB' : 'the role';
    return [`The token is valid, but its groups (${listed(who.groups)}) do not give ${role}.`];
  }
  return [{ 0: 'No answer.', 502: 'The junction cannot reach the server.', 503: 'The issuer’s keys are unavailable to the server.',
    504: 'The server took too long.' }[answer.status] || 'An unexpected answer.'];
}

function pill(status) {
  const tone = status === 200 ? 'ok' : status === 401 || status === 403 ? 'bad' : 'warn';
  const says = { 200: 'OK', 401: 'Unauthorized', 403: 'Forbidden', 502: 'Bad Gateway', 503: 'Unavailable', 504: 'Timeout', 0: '' }[status] || '';
  return element('span', { class: `pill ${tone}` }, `${status || 'none'} ${says}`.trim());
}

function drawAnswers(title, answers, who) {
  byId('answers-of').textContent = title;
  const same = answers.length > 1 && answers.every((answer) => answer.challenge && answer.challenge === answers[0].challenge);
  const rows = answers.map((answer, at) => {
    const page = PAGES.find((candidate) => candidate.path === answer.path);
    const link = element('a', { href: JUNCTION + answer.path }, page.label);
    const means = same && at > 0 ? ['The same refusal.'] : meaning(answer, who);
    return element('tr', { role: 'row' }, element('th', { role: 'rowheader', scope: 'row' }, link, ' ', element('small', { class: 'means' }, page.role)),
      element('td', { role: 'cell' }, pill(answer.status)), element('td', { role: 'cell', class: 'means' }, ...means));
  });
  byId('answers').replaceChildren(...rows);
  const challenge = (answers.find((answer) => answer.challenge) || { challenge: null }).challenge;
  byId('challenge').hidden = challenge === null;
  byId('challenge').textContent = challenge === null ? '' : `WWW-Authenticate: ${challenge}`;
}

// The journey

function station(name, tone, main, more, wire = '') {
  const drawn = byId(`station-${name}`);
  drawn.dataset.state = tone;
  drawn.dataset.wire = wire;
  drawn.querySelector('.more').textContent = more;
  const says = drawn.querySelector('.main');
  if (says !== null) {
    says.textContent = main;
  }
}

function door(id, answer) {
  const drawn = byId(id);
  const open = answer.status === 200;
  drawn.dataset.door = open ? 'open' : 'refused';
  drawn.querySelector('span').textContent = open ? 'open' : 'refused';
}

function verdict(tone, text) {
  byId('verdict').dataset.state = tone;
  byId('verdict').textContent = text;
}

function drawDoors(answers) {
  const [, roleA, roleB] = answers;
  door('door-a', roleA);
  door('door-b', roleB);
  return [roleA.status === 200 ? 'RoleA' : null, roleB.status === 200 ? 'RoleB' : null].filter((role) => role !== null);
}

function drawOwnJourney(answers) {
  const own = answers[0];
  const roles = drawDoors(answers);
  if (state.user === null) {
    station('browser', 'idle', 'no user', 'has no session');
    station('junction', 'bad', 'asks for a login', 'only requests for open pages go on, without a token', 'cut');
    station('server', 'idle', 'gets no request', 'the junction answers itself');
    station('roles', 'idle', '', 'no user, no role');
    verdict('warn', 'No user is logged in: become a user to begin.');
    return;
  }
  station('browser', 'ok', state.user, 'holds a session cookie, never a token', 'on');
  const known = own.status === 200;
  const kid = state.token === null ? null : state.token.header.kid;
  station('junction', 'ok', `signs for ${state.user}`, `${listed(state.groups)}; key ${nice(kid)}`, known ? 'on' : 'cut');
  if (!known) {
    const number = numberOf(own.challenge);
    station('server', 'bad', number ? `refuses: ${number}` : `answers ${own.status || 'nothing'}`, meaning(own, state)[0]);
    station('roles', 'idle', '', 'no request got this far');
    verdict('bad', number ? `Refused: ${number}.` : 'The server did not accept the request.');
    return;
  }
  station('server', 'ok', 'accepts the token', `verified with key ${nice(kid)}`, 'on');
  station('roles', roles.length > 0 ? 'ok' : 'bad', '', `groups in the token: ${listed(state.groups)}`);
  verdict('ok', roles.length > 0 ? `${state.user} is in: ${roles.join(' and ')} open.` : `${state.user} is known, but has no role.`);
}

function drawForgedJourney(title, result) {
  const own = result.answers[0];
  const refused = result.answers.every((answer) => answer.status === 401);
  const number = numberOf(own.challenge);
  drawDoors(result.answers);
  station('browser', 'ok', state.user || 'no user', 'requests a forged token', 'on');
  station('junction', 'warn', 'sends a forgery', title, refused ? 'cut' : 'on');
  const text = number ? textOf(own.challenge) : `status ${own.status}`;
  station('server', refused ? 'bad' : 'warn', number ? `refuses: ${number}` : `answers ${own.status || 'nothing'}`, text);
  station('roles', 'idle', '', 'no request got this far');
  verdict(refused ? 'ok' : 'bad', refused ? `Forgery refused: ${number || own.status}.` : 'The forgery was NOT refused.');
}

// What the buttons do

// One at a time. A button that waits stays focusable, so the keyboard does not lose its place.
async function guarded(button, work) {
  if (busy || button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  busy = true;
  button.setAttribute('aria-busy', 'true');
  byId('stations').classList.add('asking');
  try {
    await work();
  } catch {
    verdict('bad', 'The junction did not answer. Is the demo still running?');
  } finally {
    busy = false;
    button.removeAttribute('aria-busy');
    byId('stations').classList.remove('asking');
  }
}

async function ask() {
  const answers = await Promise.all(PAGES.map((page) => askPage(page.path)));
  // The junction may have renewed the token for these requests: show the one that was sent.
  await refresh();
  drawAnswers(state.user === null ? 'Requests without a login.' : `Requests of ${state.user}, ${listed(state.groups)}.`, answers, state);
  drawOwnJourney(answers);
  drawOwnToken();
}

async function become(user) {
  take(await call('POST', '/demo/become', { user }));
  await ask();
}

async function changeGroups() {
  const own = byId('groups').dataset.leave;
  const groups = state.groups.includes(own) ? state.groups.filter((group) => group !== own) : [...state.groups, own];
  take(await call('POST', '/demo/groups', { groups }));
  await ask();
}

async function forge(variant, button) {
  if (state.user === null) {
    await become('testuser');
  }
  const title = `${button.firstChild.data}${button.querySelector('code')?.textContent || ''}`.trim();
  const result = await call('POST', '/demo/try', { variant });
  drawAnswers(`${title}: what the server said to the forged token.`, result.answers, { user: result.claims.sub, groups: result.claims.groups || [] });
  drawForgedJourney(title, result);
  drawToken(result, `The forged token. ${result.says}`, { masked: result.signature || '(empty)', means: result.signatureSays });
}

// The roll

function drawPhases() {
  const done = STEPS_DONE[state.roll.phase] ?? -1;
  for (const [index, item] of [...byId('phases').children].entries()) {
    const is = index < done ? 'done' : index === done ? 'now' : '';
    item.dataset.is = is;
    if (is === 'now') {
      item.setAttribute('aria-current', 'step');
    } else {
      item.removeAttribute('aria-current');
    }
  }
  byId('roll').setAttribute('aria-disabled', String(rolling || isUnderWay()));
}

function isUnderWay() {
  return ['published', 'signing'].includes(state.roll.phase);
}

function rollWords() {
  const left = state.roll.until === undefined ? '' : ` (${span(state.roll.until - serverSeconds())})`;
  return {
    published: `The new key is published. Waiting until the server has read it${left}.`,
    signing: `The new key signs. Waiting for the last old token to expire${left}.`, withdrawn: 'Done: the old key is withdrawn.',
  }[state.roll.phase] || '';
}

async function keepAsking(count) {
  while (rolling) {
    const answer = await askPage('/whoami.jsp');
    count.all += 1;
    count.refused += answer.status === 200 ? 0 : 1;
    const tone = answer.status !== 200 ? 'bad' : state.roll.phase === 'signing' ? 'new' : '';
    const ticks = byId('ticks');
    ticks.append(element('i', { class: tone }));
    while (ticks.childElementCount > TICKS_SHOWN || (ticks.scrollWidth > ticks.clientWidth && ticks.childElementCount > 1)) {
      ticks.firstChild.remove();
    }
    byId('count').textContent = `${count.refused} of ${count.all} refused`;
    await pause(ROLL_ASK_EVERY);
  }
}

async function followRoll() {
  if (rolling) {
    return;
  }
  rolling = true;
  byId('ticks').replaceChildren();
  const count = { all: 0, refused: 0 };
  const asking = state.user === null ? Promise.resolve() : keepAsking(count);
  let announced = '';
  while (rolling) {
    try {
      await refresh();
    } catch {
      verdict('bad', 'The junction did not answer. Is the demo still running?');
    }
    if (announced !== state.roll.phase) {
      announced = state.roll.phase;
      byId('roll-says').textContent = rollWords();
      if (!busy) {
        drawOwnToken();
      }
    }
    rolling = isUnderWay();
    await pause(ROLL_STATE_EVERY);
  }
  await asking;
  drawPhases();
  if (state.user !== null && !busy) {
    await ask(); // the journey names the key
  }
  verdict(count.refused === 0 ? 'ok' : 'bad', `The key is rolled: ${count.refused} of ${count.all} requests were refused.`);
}

async function roll() {
  if (state.user === null) {
    await become('testuser');
  }
  take(await call('POST', '/demo/roll', {}));
  followRoll();
}

// The beginning

function onClick(button, work) {
  button.addEventListener('click', () => guarded(button, work));
}

for (const button of document.querySelectorAll('[data-become]')) {
  onClick(button, () => become(button.dataset.become));
}
for (const button of document.querySelectorAll('[data-try]')) {
  onClick(button, () => forge(button.dataset.try, button));
}
onClick(byId('groups'), changeGroups);
onClick(byId('logout'), () => become(null));
onClick(byId('again'), ask);
onClick(byId('roll'), roll);

setInterval(tick, 1000);
setInterval(() => {
  if (!busy && !rolling && document.visibilityState === 'visible') {
    refresh().catch(() => verdict('bad', 'The junction did not answer. Is the demo still running?'));
  }
}, STATE_EVERY);

await guarded(byId('again'), async () => {
  await ask();
  if (isUnderWay()) {
    followRoll();
  }
});
