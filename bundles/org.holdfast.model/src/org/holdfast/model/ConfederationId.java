// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names a confederation: the hash of its founding record (docs/format-identity.md). */
public record ConfederationId(Id32 value) implements Comparable<ConfederationId> {
    public static ConfederationId of(byte[] bytes) {
        return new ConfederationId(Id32.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(ConfederationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
