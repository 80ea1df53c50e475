// SPDX-License-Identifier: EPL-2.0
// Snapshots over time; what is in one; a search in one or in all; and getting files back.
import {call} from './api.js';
import {announce, button, el, fill, guarded, roleNote, say} from './dom.js';
import {above, entryTable, Loading, name} from './entries.js';
import {covers} from './session.js';
import {restore} from './restore.js';
import {Paged, Table} from './table.js';
import {bytes, count, minute, second, word} from './text.js';

/** One that is being made has no content yet. */
function isReadable(snapshot) {
    return snapshot.id && !['NONE', 'WAITING'].includes(snapshot.state);
}

const TONES = {FULL: 'good', PROTECTED: 'good', PARTIAL: 'warn'};

export default class Snapshots {
    constructor(app) {
        this.app = app;
        this.all = [];
        this.chosen = undefined;
        this.folder = '/';
        this.list = new Paged(new Table('Snapshots, the newest first', [
            {head: 'Begun', cell: each => isReadable(each) ? button(second(each.time), () => this.open(each, '/', true),
                {class: 'link'}) : second(each.time)},
            {head: 'State', cell: each => el('span', {class: TONES[each.state] ?? 'faint'}, word('protection', each.state))},
            {head: 'Files', cell: each => count(each.files), number: true},
            {head: 'Size', cell: each => bytes(each.bytes), number: true},
        ], each => each.id + each.time, {id: 'snapshots', current: each => each.id === this.chosen?.id}),
        each => second(each.time), 'snapshots');
        this.place = el('h3', {id: 'place', tabindex: '-1'}, 'What is in it');
        this.up = button('Up', () => this.guard(() => this.goUp()), {id: 'up'});
        this.whole = guarded('operator', 'Restore this folder…', () => this.back({path: this.folder, snapshot: this.chosen.id}),
            {id: 'restore-folder'});
        this.up.disabled = this.whole.disabled = true; // until there is a folder
        this.entries = entryTable('What is in this folder', 'entries', each => this.folder === '/' ? each.path : name(each.path),
            each => this.open(this.chosen, each.path, true), each => this.back(each));
        this.loading = new Loading(this.entries);
        this.pattern = el('input', {type: 'search', id: 'pattern', 'aria-describedby': 'pattern-note'});
        this.everywhere = el('input', {type: 'checkbox', id: 'everywhere'});
        this.found = entryTable('Found', 'found', each => each.path,
            each => this.open(this.byId(each.snapshot), each.path, true), each => this.back(each),
            [{head: 'Snapshot', cell: each => this.when(each.snapshot)}]);
        this.found.node.hidden = true;
        this.searching = new Loading(this.found);
        this.node = el('div', {}, el('h2', {tabindex: '-1'}, 'Snapshots'), roleNote('operator'),
            el('div', {class: 'sides'},
                el('section', {class: 'card'}, this.list.node),
                el('div', {}, this.browse(), this.search())));
    }

    browse() {
        return el('section', {class: 'card', 'aria-labelledby': 'place'}, this.place,
            el('div', {class: 'row'}, this.up, this.whole), this.entries.node);
    }

    search() {
        return el('section', {class: 'card', 'aria-labelledby': 'search-heading'},
            el('h3', {id: 'search-heading'}, 'Search'),
            el('form', {class: 'row', role: 'search', submit: event => {
                event.preventDefault();
                this.find();
            }},
            el('label', {}, 'Name or pattern ', this.pattern),
            el('label', {class: 'check'}, this.everywhere, ' In all snapshots'),
            el('button', {id: 'find'}, 'Search')),
            el('p', {class: 'faint', id: 'pattern-note'}, 'Part of a name, or a pattern such as **/*.odt'),
            this.found.node);
    }

    async refresh() {
        const all = (await call('GET /v1/snapshots')).reverse();
        if (JSON.stringify(all) === JSON.stringify(this.all)) {
            return;
        }
        this.all = all;
        this.list.rows = all;
        this.list.grown('No snapshot yet: Back up now makes one.');
        const newest = all.find(isReadable);
        if (!this.chosen && newest) {
            this.open(newest, '/', false); // not awaited: a folder may have a million entries
        }
    }

    /** @param focus whether the person asked for it: then it is where the person goes on */
    async open(snapshot, folder, focus) {
        this.chosen = snapshot;
        this.folder = folder;
        this.list.grown();
        this.up.disabled = folder === '/';
        this.whole.disabled = !covers('operator');
        say(this.place, minute(snapshot.time) + ': ' + folder);
        if (focus) {
            this.place.focus();
        }
        await this.guard(() => this.loading.run('GET /v1/entries', {snapshot: snapshot.id, path: folder}, 'Loading…',
            'This folder is empty.'));
    }

    /** Above what is backed up there is nothing but the list of it. */
    async goUp() {
        const sources = await call('GET /v1/entries', {query: {snapshot: this.chosen.id, path: '/'}});
        const isSource = sources.some(each => each.path === this.folder);
        await this.open(this.chosen, isSource ? '/' : above(this.folder), true);
    }

    async find() {
        const text = this.pattern.value.trim();
        if (!text || !this.chosen) {
            return;
        }
        const query = {glob: /[*?[/]/.test(text) ? text : '*' + text + '*', ignore_case: 'true'};
        if (!this.everywhere.checked) {
            query.snapshot = this.chosen.id;
        }
        this.found.node.hidden = false;
        announce('Searching…');
        const ended = await this.guard(() => this.searching.run('GET /v1/find', query, 'Searching…',
            'Nothing like this was found.'));
        if (ended) {
            announce(this.found.rows.length ? 'Found ' + count(this.found.rows.length) : 'Nothing like this was found.');
        }
    }

    async guard(work) {
        try {
            return await work();
        } catch (failure) {
            this.app.failed(failure);
            return false;
        }
    }

    back(entry) {
        restore(this.app, {path: entry.path, snapshot: entry.snapshot, when: this.when(entry.snapshot)});
    }

    byId(id) {
        return this.all.find(each => each.id === id) ?? {id};
    }

    when(id) {
        return minute(this.byId(id).time) || id;
    }
}
