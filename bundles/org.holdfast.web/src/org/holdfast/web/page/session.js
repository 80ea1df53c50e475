// SPDX-License-Identifier: EPL-2.0
// The session of this tab: its key lies in the tab's own memory, survives a reload, and goes with the tab.

const ROLES = ['viewer', 'operator', 'custodian'];
// A node that hangs must not keep the page from saying so.
const PATIENCE = 10_000;
const KEPT = 'holdfast-session';
const TICKET = /^#[0-9a-f]{32}$/;

/** A store of the browser's. Where the browser lets this page have none, it is as long as the page. */
function store(name) {
    try {
        return window[name] ?? passing();
    } catch { // people may forbid it for a page
        return passing();
    }
}

function passing() {
    const kept = new Map();
    return {getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value),
        removeItem: key => kept.delete(key)};
}

/** What the person chose, for all pages of this address. No secret belongs in it. */
export const choices = store('localStorage');

const tab = store('sessionStorage');

/** Empty while there is none. */
export const session = {key: '', role: '', name: ''};

/** Whether this page may do what takes that role. The node decides in any case. */
export function covers(role) {
    return ROLES.indexOf(session.role) >= ROLES.indexOf(role);
}

/** Begins one with the ticket of the address, or goes on with the one there is. Answers why there is none; empty if there is. */
export async function enter() {
    const ticket = location.hash;
    if (TICKET.test(ticket)) {
        history.replaceState(null, '', location.pathname);
        return exchange(ticket.slice(1));
    }
    take(JSON.parse(tab.getItem(KEPT) ?? '{}'));
    return session.key ? '' : 'This page has to be opened with a ticket.';
}

async function exchange(ticket) {
    try {
        const answer = await fetch('session', {method: 'POST', headers: bearer(ticket), signal: AbortSignal.timeout(PATIENCE)});
        const said = await answer.json();
        if (said.type !== 'session') {
            return said.message;
        }
        tab.setItem(KEPT, JSON.stringify(said));
        take(said);
        return '';
    } catch {
        return 'The node did not answer, so the ticket may be used up.';
    }
}

function take(said) {
    session.key = said.key ?? '';
    session.role = said.role ?? '';
    session.name = said.name ?? '';
}

export function forget() {
    tab.removeItem(KEPT);
    take({});
}

/** Ends it at the node, and what it has running with it. */
export async function leave() {
    const headers = bearer(session.key);
    forget();
    await fetch('session', {method: 'DELETE', headers, signal: AbortSignal.timeout(PATIENCE)}).catch(() => {}); // a node that is gone has no sessions
}

export function bearer(secret) {
    return {Authorization: 'Bearer ' + secret};
}
