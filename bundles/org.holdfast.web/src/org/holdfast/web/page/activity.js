// SPDX-License-Identifier: EPL-2.0
// What was begun here, the backup that the node makes, and the last lines of the audit log.
import {call} from './api.js';
import {el, say} from './dom.js';
import {eventTable, isNews} from './events.js';
import {works, workTable} from './restore.js';
import {Table} from './table.js';
import {bytes, progress} from './text.js';

const LINES = 200;

export default class Activity {
    constructor() {
        this.after = 0;
        this.lines = [];
        this.run = [];
        this.most = 1;
        this.works = workTable();
        this.state = el('p', {id: 'run-state', class: 'faint'}, 'No backup runs.');
        this.lanes = new Table('The backup that this node makes: what each partner has confirmed', [
            {head: 'Partner', cell: each => each.name},
            {head: 'Reachable', cell: each => each.reachable ? 'yes' : el('span', {class: 'bad'}, 'no')},
            {head: 'Confirmed', cell: each => bytes(each.bytes), number: true},
            {head: 'Share', cell: each => el('progress', {class: 'lane', max: this.most, value: each.bytes,
                'aria-label': 'Share of ' + each.name})},
        ], each => each.partner, {id: 'lanes'});
        this.events = eventTable('What went on: the last lines of the audit log, the newest first, without audits that went'
            + ' well', 'events', [{head: 'Of what', cell: each => each.name ?? each.subject}]);
        this.node = el('div', {}, el('h2', {tabindex: '-1'}, 'Activity'),
            el('section', {class: 'card'}, this.works.node),
            el('section', {class: 'card'}, this.lanes.node, this.state),
            el('section', {class: 'card'}, this.events.node));
    }

    /** What the page knows without the node. */
    local() {
        this.works.show(works, 'Nothing yet.');
    }

    /** What was confirmed stays on the page when the backup has ended. */
    async refresh() {
        this.local();
        const [now] = await call('GET /v1/backup');
        say(this.state, now ? progress(now) : 'No backup runs.');
        if (now) {
            this.run = now.lanes;
            this.most = Math.max(1, ...now.lanes.map(each => each.bytes));
        }
        this.lanes.show(this.run, 'Nothing yet.');
        await call('GET /v1/events', {query: {after: String(this.after)}, each: line => {
            this.after = line.number;
            if (isNews(line)) {
                this.lines.push(line);
            }
            if (this.lines.length > 2 * LINES) {
                this.lines = this.lines.slice(-LINES);
            }
        }});
        this.events.show(this.lines.slice(-LINES).reverse(), 'Nothing yet.');
    }
}
