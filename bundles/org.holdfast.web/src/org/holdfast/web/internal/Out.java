// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

/** Where a call puts its answer, object by object. Belongs to one thread. */
interface Out {
    /** @param type one that the call declares. @param record of that type's shape */
    void send(String type, Object record);

    /** The whole answer of a call that answers a document. @param type of the content, as in the header */
    void document(String type, String text);
}
