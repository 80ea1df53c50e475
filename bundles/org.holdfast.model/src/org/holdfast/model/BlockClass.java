// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** What a segment, and so each of its blocks, carries. */
public enum BlockClass {
    DATA(1),
    META(2);

    private final int number;

    BlockClass(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @throws IllegalArgumentException if no class has this number */
    public static BlockClass of(int number) {
        for (BlockClass each : values()) {
            if (each.number == number) {
                return each;
            }
        }
        throw new IllegalArgumentException("no block class has the number " + number);
    }
}
