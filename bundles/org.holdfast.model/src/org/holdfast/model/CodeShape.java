// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.util.regex.Pattern;

/**
 * How many shards a codeword has: m data and k parity. With an optimal code any m of them are enough. Written {@code
 * m+k}.
 */
public record CodeShape(int m, int k) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,2})\\+([0-9]{1,2})");

    public CodeShape {
        if (m < 1 || k < 0 || m + k > 64) {
            throw new IllegalArgumentException("m+k needs m of at least 1 and at most 64 shards, not " + m + "+" + k);
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not like {@code 5+2} */
    public static CodeShape parse(String text) {
        var match = WRITTEN.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("a code is written like 5+2, not '" + text + "'");
        }
        return new CodeShape(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }

    /** Shards in a codeword. */
    public int n() {
        return m + k;
    }

    /** Shards that must be acknowledged before data count as PROTECTED: m + ⌈k/2⌉ (promise P2). */
    public int protectedAt() {
        return m + (k + 1) / 2;
    }

    @Override
    public String toString() {
        return m + "+" + k;
    }
}
