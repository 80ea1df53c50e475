// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/**
 * Names an algorithm and its version, as written into everything it produced: a stable number (u16; from 0x8000 on
 * private) and the name that people use, such as {@code rs-cauchy-v1}. Numbers are unique within one plane (code,
 * cipher, compression, audit). Equal when the numbers are equal: the name is only a label.
 */
public record FormatId(int number, String name) {
    public FormatId {
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalArgumentException("a format number is a u16, not " + number);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatId that && that.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return name;
    }
}
