// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

/** Asks before each object whether its caller is still let in: an answer may take days, and a pass be revoked meanwhile. */
record StillKnown(Out to, Runnable door) implements Out {
    @Override
    public void send(String type, Object record) {
        door.run();
        to.send(type, record);
    }

    @Override
    public void document(String type, String text) {
        door.run();
        to.document(type, text);
    }
}
