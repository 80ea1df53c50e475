// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** A SHA-256 value. */
public record Digest(Id32 value) implements Comparable<Digest> {
    public static Digest of(byte[] bytes) {
        return new Digest(Id32.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
