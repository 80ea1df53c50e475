// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

/** Holds a call to its declaration: what it does not declare, it cannot answer. */
record Declared(Call call, Out to) implements Out {
    @Override
    public void send(String type, Object record) {
        if (!call.answers().contains(type) || !Shapes.of(type).isInstance(record)) {
            throw new IllegalStateException(call.name() + " does not declare " + type + " as it is");
        }
        to.send(type, record);
    }

    @Override
    public void document(String type, String text) {
        if (!call.isDocument()) {
            throw new IllegalStateException(call.name() + " does not declare a document");
        }
        to.document(type, text);
    }
}
