// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

/** Functions in JavaScript that {@link WebPageIT} has the browser run with modules of the page. */
final class PageScripts {
    /** With table.js: leafs in a million rows, and says what is seen of them. */
    static final String LEAF = """
            ({Paged, Table}) => {
                const rows = Array.from({length: 1_000_000}, (none, number) => ({name: 'file-' + number + '.odt'}));
                const table = new Table('Many', [{head: 'Name', cell: each => each.name}], each => each.name);
                const many = new Paged(table, each => each.name, 'many');
                many.show(rows, '');
                const seen = [table.body.rows.length, many.part.textContent];
                many.on.click();
                seen.push(many.part.textContent);
                many.filter.value = 'E-99999.'; // and file-999999.odt, which it is not part of
                many.rows = rows.concat({name: 'FILE-99999.pdf'});
                many.filter.dispatchEvent(new Event('input'));
                seen.push(table.body.rows.length, many.part.textContent);
                many.show(rows.slice(0, 1500), '');
                document.getElementById('view').append(many.node);
                many.on.focus();
                many.on.click();
                return seen.concat(document.activeElement.textContent);
            }""";

    /** With entries.js: reads an answer with a million entries, and says what came of it. */
    static final String LOAD = """
            ({entryTable, Loading}) => {
                const real = window.fetch;
                let made = 0;
                const pull = to => {
                    const lines = Array.from({length: 10_000}, () => JSON.stringify({type: 'entry', snapshot: 's', size: 1,
                        path: '/many/é漢-' + made++, kind: 'file', owner: 'a', group: 'b', mode: '0644'}) + '\\n');
                    const bytes = new TextEncoder().encode(lines.join(''));
                    const cut = bytes.indexOf(0xC3) + 1; // in the middle of a letter
                    to.enqueue(bytes.slice(0, cut));
                    to.enqueue(bytes.slice(cut));
                    if (made === 1_000_000) {
                        to.close();
                    }
                };
                window.fetch = (address, request) => address.startsWith('/v1/entries')
                    ? Promise.resolve(new Response(new ReadableStream({pull}))) : real(address, request);
                const many = entryTable('Many', 'many', each => each.path, () => {}, () => {});
                return new Loading(many).run('GET /v1/entries', {}, 'Loading…', 'Nothing.')
                    .then(whole => [whole, many.rows.length, many.table.body.rows.length, many.rows.at(-1).path])
                    .finally(() => window.fetch = real);
            }""";

    private PageScripts() {}
}
