// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names a confederation: SHA-256 of its founding roster's body. */
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
