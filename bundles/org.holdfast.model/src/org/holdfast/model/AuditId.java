// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names one challenge of an owner to a partner; drawn at random, never used twice. */
public record AuditId(Id16 value) implements Comparable<AuditId> {
    public static AuditId of(byte[] bytes) {
        return new AuditId(Id16.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(AuditId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
