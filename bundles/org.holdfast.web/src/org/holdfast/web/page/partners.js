// SPDX-License-Identifier: EPL-2.0
// Who keeps this machine's blocks, and how each is.
import {call} from './api.js';
import {button, el, fill} from './dom.js';
import {Chosen} from './partner.js';
import {Table} from './table.js';
import {bytes, link, minute, word} from './text.js';

const EMPTY = 'No partner yet. The node looks for some by itself.';

const TONES = {OK: 'good', LATE: 'warn', SUSPECT: 'warn', GRACE: 'warn', CONTAINED: 'bad', RENEGED: 'bad', CORRUPT: 'bad'};

function health(partner) {
    const note = partner.health_note ? ': ' + partner.health_note : '';
    return el('span', {class: TONES[partner.health] ?? 'faint'}, word('health', partner.health) + note);
}

function kept(partner) {
    const promised = partner.promised_minutes;
    return promised === 0 ? '' : Math.min(100, Math.round(100 * partner.seen_minutes / promised)) + ' %';
}

export default class Partners {
    constructor(app) {
        this.app = app;
        this.all = [];
        this.chosen = undefined;
        this.table = new Table('Partners, and those that broke their agreement', [
            {head: 'Name', cell: each => button(each.name || each.node.slice(0, 8), () => this.choose(each),
                {class: 'link', 'aria-expanded': String(this.isChosen(each)), 'aria-controls': 'chosen'})},
            {head: 'Health', cell: health},
            {head: 'Last seen', cell: each => each.reachable ? 'now' : minute(each.last_seen), short: true},
            {head: 'Site', cell: each => each.site},
            {head: 'Agreement', cell: each => word('phase', each.phase)},
            {head: 'Stored there', cell: each => bytes(each.used_there), number: true},
            {head: 'Stored here', cell: each => bytes(each.used_here), number: true},
            {head: 'Was there', cell: kept, number: true},
            {head: 'Link', cell: each => link(each.average_kbit), number: true},
            {head: 'How it kept its word', cell: each => each.record},
        ], each => each.node, {id: 'partners', current: each => this.isChosen(each)});
        this.detail = el('section', {class: 'card', id: 'chosen', hidden: true, 'aria-labelledby': 'chosen-heading'});
        this.node = el('div', {}, el('h2', {tabindex: '-1'}, 'Partners'),
            el('section', {class: 'card'}, this.table.node), this.detail);
    }

    isChosen(partner) {
        return this.chosen?.partner.node === partner.node;
    }

    async refresh() {
        this.all = await call('GET /v1/partners', {query: {former: 'true'}});
        this.table.show(this.all, EMPTY);
        const now = this.all.find(each => this.isChosen(each));
        await (now && this.chosen.follow(now));
    }

    /** Chosen again, it is put away. */
    choose(partner) {
        this.chosen = this.isChosen(partner) ? undefined : new Chosen(this.app, partner);
        this.table.show(this.all, EMPTY);
        this.detail.hidden = !this.chosen;
        fill(this.detail, this.chosen ? this.chosen.node : '');
        this.chosen?.load();
    }
}
