// SPDX-License-Identifier: EPL-2.0
// Who keeps this machine's blocks, how each is, and why it was chosen.
import {call} from './api.js';
import {announce, button, el, fill, guarded, roleNote, say} from './dom.js';
import {Table} from './table.js';
import {bytes, link, minute, word} from './text.js';

const TONES = {OK: 'good', LATE: 'warn', SUSPECT: 'bad', GRACE: 'bad', CONTAINED: 'bad'};

function health(partner) {
    const note = partner.health_note ? ': ' + partner.health_note : '';
    return el('span', {class: TONES[partner.health] ?? 'faint'}, partner.health + note);
}

function kept(partner) {
    const promised = partner.promised_minutes;
    return promised === 0 ? '' : Math.min(100, Math.round(100 * partner.seen_minutes / promised)) + ' %';
}

export default class Partners {
    constructor(app) {
        this.app = app;
        this.chosen = '';
        this.heading = el('h2', {tabindex: '-1'}, 'Partners');
        this.table = new Table('Machines that keep this machine’s blocks', [
            {head: 'Name', cell: each => button(each.name || each.node.slice(0, 8), () => this.choose(each),
                {class: 'link', 'aria-expanded': String(each.node === this.chosen), 'aria-controls': 'why'})},
            {head: 'Health', cell: health},
            {head: 'Last seen', cell: each => each.reachable ? 'now' : minute(each.last_seen), short: true},
            {head: 'Site', cell: each => each.site},
            {head: 'Agreement', cell: each => word('phase', each.phase)},
            {head: 'Stored there', cell: each => bytes(each.used_there), number: true},
            {head: 'Stored here', cell: each => bytes(each.used_here), number: true},
            {head: 'Was there', cell: kept, number: true},
            {head: 'Link', cell: each => link(each.average_kbit), number: true},
            {head: 'Last audit', cell: each => each.last_audit},
            {head: 'How it kept its word', cell: each => each.record},
        ], each => each.node, {id: 'partners', current: each => each.node === this.chosen});
        this.why = el('section', {class: 'card', id: 'why', hidden: true, 'aria-labelledby': 'why-heading'});
        this.node = el('div', {}, this.heading, el('section', {class: 'card'}, this.table.node), this.why);
    }

    async refresh() {
        this.all = await call('GET /v1/partners');
        this.table.show(this.all, 'No partner yet. The node looks for some by itself.');
    }

    async choose(partner) {
        this.chosen = partner.node === this.chosen ? '' : partner.node;
        this.table.show(this.all);
        this.why.hidden = !this.chosen;
        if (!this.chosen) {
            return;
        }
        const decisions = new Table('Why this one', [
            {head: 'Criterion', cell: each => each.criterion},
            {head: 'Verdict', cell: each => each.verdict},
            {head: 'Reason', cell: each => each.reason},
            {head: 'Time', cell: each => minute(each.time), short: true},
        ], each => each.criterion, {id: 'decisions'});
        const state = el('p', {class: 'faint', id: 'audit-state'});
        fill(this.why,
            el('h3', {id: 'why-heading'}, partner.name),
            el('p', {}, 'Agreement ' + partner.version + ': on line ' + partner.online + '; keeps up to '
                + bytes(partner.reserved_there) + ' for this machine, this machine up to ' + bytes(partner.reserved_here)
                + ' for it. Address ' + partner.addresses.join(', ') + ', key ' + partner.key_fingerprint + '. '
                + partner.limited_by.join('; ')),
            el('div', {class: 'row'}, guarded('operator', 'Audit now', () => this.audit(partner, state), {id: 'audit'})),
            roleNote('operator'), state, decisions.node);
        try {
            decisions.show(await call('GET /v1/why', {query: {node: partner.node}}),
                'Nobody has judged this machine since the node was started; the next search for partners does.');
            announce('Why ' + partner.name);
        } catch (failure) {
            this.app.failed(failure);
        }
    }

    async audit(partner, state) {
        say(state, 'Asking ' + partner.name + ' to prove that it has this machine’s blocks…');
        try {
            const audits = await call('POST /v1/audits', {query: {partner: partner.node}});
            say(state, audits.map(each => each.scheme + ': ' + each.result + ' – ' + each.detail).join('; ')
                || 'There is nothing to audit yet.');
        } catch (failure) {
            say(state, failure.message);
            this.app.failed(failure);
        }
        announce(state.textContent);
    }
}
