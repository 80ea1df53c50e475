// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.holdfast.format.Mac;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;

/**
 * The partners that keep one codeword between them, and how many of them are always enough, whichever they are. Two
 * segments with the same group fail together, so what a drill shows of one it shows of the way that the other takes.
 *
 * @param partners in ascending order, each once, at most 64
 * @param need from 1 to their number
 */
public record ShardGroup(List<OwnerId> partners, int need) {
    private static final String LABEL = "holdfast/v1/drill-group";

    public ShardGroup {
        partners = partners.stream().distinct().sorted().toList();
        if (need < 1 || need > partners.size() || partners.size() > Long.SIZE) {
            throw new IllegalArgumentException(need + " of " + partners.size() + " partners is no group");
        }
    }

    public static ShardGroup of(Collection<OwnerId> partners, int need) {
        return new ShardGroup(List.copyOf(partners), need);
    }

    /** The same for the same partners and the same need. */
    public Id16 id() {
        StringBuilder text = new StringBuilder(LABEL).append('\0').append(need);
        partners.forEach(each -> text.append('\0').append(each));
        return Id16.truncated(
                Mac.sha256(text.toString().getBytes(StandardCharsets.US_ASCII)).bytes());
    }

    /** How many sets of partners may be absent, each as large as can be borne: C(n, need). */
    public BigInteger patterns() {
        BigInteger count = BigInteger.ONE;
        for (int i = 1; i <= partners.size() - need; i++) {
            count = count.multiply(BigInteger.valueOf(need + i)).divide(BigInteger.valueOf(i));
        }
        return count;
    }

    /** Who is absent when only these are there: bit i for the i-th partner. */
    public long absent(Set<OwnerId> present) {
        long bits = 0;
        for (int i = 0; i < partners.size(); i++) {
            bits |= present.contains(partners.get(i)) ? 0 : 1L << i;
        }
        return bits;
    }
}
