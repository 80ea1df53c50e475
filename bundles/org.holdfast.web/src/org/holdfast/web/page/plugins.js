// SPDX-License-Identifier: EPL-2.0
// What data are coded, encrypted and compressed with, and how partners are found and chosen.
import {call} from './api.js';
import {el, fill} from './dom.js';
import {Table} from './table.js';
import {bytes, word} from './text.js';

const ALL_TAKE_PART = ['policy', 'discovery'];

function state(each) {
    if (each.preferred && !ALL_TAKE_PART.includes(each.role)) {
        return el('span', {class: 'good'}, '★ for new data');
    }
    const text = each.historic ? 'historic' : word('provider', each.state);
    return each.problem ? el('span', {class: 'warn'}, text) : text;
}

export default class Plugins {
    constructor() {
        this.warnings = el('ul', {class: 'warn'});
        this.providers = new Table('What data are coded, encrypted and compressed with, and how partners are found and chosen', [
            {head: 'Name', cell: each => each.id},
            {head: 'Role', cell: each => word('role', each.role)},
            {head: 'State', cell: state},
            {head: 'Stored', cell: each => each.bytes_in_use ? bytes(each.bytes_in_use) : '', number: true},
            {head: 'Problem', cell: each => each.problem},
            {head: 'Bundle', cell: each => each.bundle},
            {head: 'Version', cell: each => each.version},
        ], each => each.role + each.id, {id: 'providers'});
        this.installed = new Table('Plug-ins from outside', [
            {head: 'Name', cell: each => each.name},
            {head: 'Version', cell: each => each.version},
            {head: 'SHA-256', cell: each => each.digest.slice(0, 16) + '…'},
            {head: 'Problem', cell: each => each.problem},
        ], each => each.name, {id: 'installed'});
        this.node = el('div', {}, el('h2', {tabindex: '-1'}, 'Plug-ins'), this.warnings,
            el('section', {class: 'card'}, this.providers.node),
            el('section', {class: 'card'}, this.installed.node,
                el('p', {class: 'faint'}, 'They are installed and exchanged with: holdfast plugin')));
    }

    async refresh() {
        const [providers, [outside]] = await Promise.all([call('GET /v1/plugins'), call('GET /v1/plugin-status')]);
        this.providers.show(providers);
        this.installed.show(outside.installed, 'There are none.');
        const warnings = JSON.stringify(outside.warnings);
        if (warnings !== this.warned) {
            this.warned = warnings;
            fill(this.warnings, outside.warnings.map(each => el('li', {}, each)));
            this.warnings.hidden = outside.warnings.length === 0;
        }
    }
}
