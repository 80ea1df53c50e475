// SPDX-License-Identifier: EPL-2.0
// The partner that is chosen: what is agreed with it, why it was chosen, and what happened with it.
import {call} from './api.js';
import {announce, el, fill, guarded, roleNote, say} from './dom.js';
import {eventTable} from './events.js';
import {Table} from './table.js';
import {bytes, minute, word} from './text.js';

function isOver(partner) {
    return partner.phase === 'CLOSED';
}

function agreed(partner) {
    if (isOver(partner)) {
        return 'Its agreement is over.';
    }
    return 'Agreement ' + partner.version + ': on line ' + partner.online + '; keeps up to '
        + bytes(partner.reserved_there) + ' for this machine, this machine up to ' + bytes(partner.reserved_here)
        + ' for it. Address ' + partner.addresses.join(', ') + ', key ' + partner.key_fingerprint + '.';
}

function audited(partner) {
    return partner.last_audit && 'Last audit: ' + partner.last_audit + '.';
}

function health(partner) {
    return partner.health_note && word('health', partner.health) + ' since ' + (minute(partner.health_since) || '?')
        + ': ' + partner.health_note;
}

export class Chosen {
    constructor(app, partner) {
        this.app = app;
        this.partner = partner;
        this.facts = el('div');
        this.state = el('p', {class: 'faint', id: 'audit-state'});
        this.decisions = new Table('Why this one', [
            {head: 'Criterion', cell: each => each.criterion},
            {head: 'Verdict', cell: each => each.verdict, short: true},
            {head: 'Reason', cell: each => each.reason},
            {head: 'Time', cell: each => minute(each.time), short: true},
        ], each => each.criterion, {id: 'decisions'});
        this.history = eventTable('What happened with it, the latest first, without audits that went well', 'history');
        this.node = el('div', {}, el('h3', {id: 'chosen-heading'}, partner.name || partner.node.slice(0, 8)), this.facts,
            el('div', {class: 'row'}, guarded('operator', 'Audit now', () => this.audit(),
                {id: 'audit', disabled: isOver(partner)})),
            roleNote('operator'), this.state, this.decisions.node, this.history.node);
    }

    /** Asked once: it is judged when the node looks for partners, and seldom else. */
    async load() {
        this.follow(this.partner);
        try {
            this.decisions.show(await call('GET /v1/why', {query: {node: this.partner.node}}),
                'Nobody has judged this machine since the node was started; the next search for partners does.');
        } catch (failure) {
            this.app.failed(failure);
        }
        announce('Why ' + this.partner.name + ', and what happened with it');
    }

    /** What it does and what happened with it change together. */
    async follow(partner) {
        const facts = [agreed(partner), audited(partner), health(partner), ...partner.limited_by].filter(each => each);
        const said = JSON.stringify([facts, partner.last_seen, partner.last_audit, partner.record, partner.reachable]);
        if (said === this.said) {
            return;
        }
        fill(this.facts, facts.map(each => el('p', {}, each)));
        try {
            const lines = await call('GET /v1/history', {query: {node: partner.node}});
            this.history.show(lines.reverse(), 'Nothing yet.');
            this.said = said; // not before: what failed is asked for again
        } catch (failure) {
            this.app.failed(failure, true);
        }
    }

    async audit() {
        say(this.state, 'Asking ' + this.partner.name + ' to prove that it has this machine’s blocks…');
        try {
            const audits = await call('POST /v1/audits', {query: {partner: this.partner.node}});
            say(this.state, audits.map(each => each.scheme + ': ' + each.result + ' – ' + each.detail).join('; ')
                || 'There is nothing to audit yet.');
        } catch (failure) {
            say(this.state, failure.message);
            this.app.failed(failure);
        }
        announce(this.state.textContent);
        this.app.soon();
    }
}
