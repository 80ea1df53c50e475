// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** A raw Ed25519 public key (RFC 8032) of a device or a root. */
public record DeviceKey(Id32 value) implements Comparable<DeviceKey> {
    public static DeviceKey of(byte[] bytes) {
        return new DeviceKey(Id32.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(DeviceKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
