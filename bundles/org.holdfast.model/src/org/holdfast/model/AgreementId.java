// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names one agreement between two owners, for all its versions. */
public record AgreementId(Id16 value) implements Comparable<AgreementId> {
    public static AgreementId of(byte[] bytes) {
        return new AgreementId(Id16.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(AgreementId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
