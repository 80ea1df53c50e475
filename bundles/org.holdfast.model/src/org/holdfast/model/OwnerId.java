// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names a machine for life: SHA-256("holdfast/v1/owner" | root public key). A new device key does not change it. */
public record OwnerId(Id32 value) implements Comparable<OwnerId> {
    public static OwnerId of(byte[] bytes) {
        return new OwnerId(Id32.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    /** The first eight hexadecimal digits, for people and log lines; never for decisions. */
    public String brief() {
        return value.toString().substring(0, 8);
    }

    @Override
    public int compareTo(OwnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
