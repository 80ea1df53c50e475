// SPDX-License-Identifier: EPL-2.0
// Lines of the node's audit log.
import {Table} from './table.js';
import {second} from './text.js';

// Each partner brings some a day, and they would leave no room for anything else.
const EVERYDAY = 'AUDIT_PROVED';

/** Whether people want to see it among others. */
export function isNews(event) {
    return event.event !== EVERYDAY;
}

/** @param more columns before what happened */
export function eventTable(caption, id, more = []) {
    return new Table(caption, [
        {head: 'Time', cell: each => second(each.time), short: true},
        {head: 'Event', cell: each => each.event, short: true},
        ...more,
        {head: 'What happened', cell: each => each.text},
    ], each => String(each.number), {id});
}
