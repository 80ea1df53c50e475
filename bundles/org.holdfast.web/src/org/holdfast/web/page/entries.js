// SPDX-License-Identifier: EPL-2.0
// Entries of snapshots, as a folder and a search show them. They come one by one and may be a million.
import {call} from './api.js';
import {button, el, guarded} from './dom.js';
import {Paged, Table} from './table.js';
import {bytes, second, word} from './text.js';

const LOOK_AGAIN = 300;

export function name(path) {
    return path.slice(path.lastIndexOf('/') + 1) || '/';
}

/** The folder that holds it; the root is in itself. */
export function above(path) {
    return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/**
 * @param title what names an entry: its name, or its path
 * @param go what choosing a folder does
 * @param restore what its button does
 */
export function entryTable(caption, id, title, go, restore, more = []) {
    const shown = each => each.link_target === undefined ? title(each) : title(each) + ' → ' + each.link_target;
    const table = new Table(caption, [
        {head: 'Name', cell: each => each.kind === 'directory'
            ? button(shown(each) + '/', () => go(each), {class: 'link'}) : shown(each)},
        {head: 'Restore', cell: each => guarded('operator', 'Restore…', () => restore(each),
            {'aria-label': 'Restore ' + title(each) + '…'})},
        ...more,
        {head: 'Size', cell: each => each.kind === 'directory' ? '' : bytes(each.size), number: true},
        {head: 'Changed', cell: each => second(each.modified), short: true},
        {head: 'Kind', cell: each => word('kind', each.kind), short: true},
        {head: 'Owner', cell: each => each.owner + ':' + each.group, short: true},
        {head: 'Mode', cell: each => each.mode},
    ], each => each.snapshot + each.path, {id});
    return new Paged(table, title, id);
}

/** Fills the table as entries come; a later load ends it. */
export class Loading {
    constructor(paged) {
        this.paged = paged;
        this.ending = new AbortController();
    }

    /** @returns whether it came to its end; what failed is thrown */
    async run(name, query, busy, empty) {
        this.ending.abort();
        const ending = this.ending = new AbortController();
        const rows = [];
        this.paged.show(rows, busy);
        let due = performance.now() + LOOK_AGAIN;
        try {
            await call(name, {query, signal: ending.signal, each: entry => {
                rows.push(entry);
                if (performance.now() > due && !ending.signal.aborted) {
                    due = performance.now() + LOOK_AGAIN;
                    this.paged.grown(busy);
                }
            }});
        } catch (failure) {
            if (ending !== this.ending) {
                return false;
            }
            this.paged.grown('');
            throw failure;
        }
        if (ending === this.ending) {
            this.paged.grown(empty);
        }
        return ending === this.ending;
    }
}
