// SPDX-License-Identifier: EPL-2.0
// Calls of the control API. Answers are lines of JSON, and are handed over as they come.
import {bearer, session} from './session.js';

/** What went wrong: a code of the node's, or GONE if it does not answer, CUT if it stopped in the middle, CANCELLED. */
export class Failure extends Error {
    constructor(code, message) {
        super(message);
        this.code = code;
    }

    /** Whether the session is over. */
    get isEnd() {
        return this.code === 'ACCESS_REFUSED';
    }
}

// A view asks for little, and again by itself. A link that died without a word must not keep it waiting for ever.
const PATIENCE = 60_000;

const GONE = 'The node does not answer.';
const CUT = 'The connection to the node broke.';

/**
 * @param name method and path
 * @param how query, body, each (for objects as they come), signal
 * @returns all objects, unless each takes them
 */
export async function call(name, {query, body, each, signal} = {}) {
    const [method, path] = name.split(' ');
    const all = [];
    const take = each ?? (object => all.push(object));
    const answer = await reach(path + suffix(query), {
        method,
        headers: bearer(session.key),
        body: body && JSON.stringify(body),
        cache: 'no-store',
        signal: signal ?? (method === 'GET' ? AbortSignal.timeout(PATIENCE) : undefined),
    });
    await read(answer, object => {
        if (object.type === 'error') {
            throw new Failure(object.code, object.message);
        }
        take(object);
    });
    return all;
}

function suffix(query) {
    return query ? '?' + new URLSearchParams(query) : '';
}

async function reach(address, request) {
    try {
        return await fetch(address, request);
    } catch (failure) {
        throw meaning(failure, new Failure('GONE', GONE));
    }
}

function meaning(failure, otherwise) {
    if (failure instanceof Failure) {
        return failure;
    }
    return failure.name === 'AbortError' ? new Failure('CANCELLED', 'Cancelled.') : otherwise;
}

async function read(answer, take) {
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    try {
        for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
            const lines = (rest + part.value).split('\n');
            rest = lines.pop();
            lines.filter(line => line).map(line => JSON.parse(line)).forEach(take);
        }
    } catch (failure) {
        reader?.cancel().catch(() => {}); // the answer is given up
        const cut = failure instanceof TypeError || failure.name === 'TimeoutError';
        throw meaning(failure, cut ? new Failure('CUT', CUT) : failure);
    }
    if (rest) {
        throw new Failure('CUT', CUT);
    }
}
