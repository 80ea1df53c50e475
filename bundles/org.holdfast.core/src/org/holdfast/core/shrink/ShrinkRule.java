// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.shrink;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;

/** Whom a holder asks to take how much away: everybody in proportion to what it keeps for him. Pure. */
public final class ShrinkRule {
    /** Less is not worth asking for: a disk that fills up slowly would ask again every minute. */
    public static final ByteCount LEAST = ByteCount.mebibytes(4);

    private ShrinkRule() {}

    /**
     * How much more has to be asked for.
     *
     * @param lacking by how much the disk is short, or more is held than is offered
     * @param asked what is asked for already, whether it has moved or not: blocks go when they may, not when they moved
     * @return nothing, or at least {@link #LEAST}
     */
    public static ByteCount more(ByteCount lacking, ByteCount asked) {
        ByteCount more = lacking.minusOrZero(asked);
        return more.equals(ByteCount.ZERO) || more.compareTo(LEAST) > 0 ? more : LEAST;
    }

    /**
     * @param wanted to be taken away
     * @param there what lies under each agreement and is not asked away yet
     * @return what is to go of each, at least one byte; nothing of those that have nothing, and never more than there is
     */
    public static Map<AgreementId, ByteCount> shares(ByteCount wanted, Map<AgreementId, ByteCount> there) {
        BigInteger all = there.values().stream()
                .map(each -> BigInteger.valueOf(each.value()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        Map<AgreementId, ByteCount> shares = new TreeMap<>();
        if (wanted.equals(ByteCount.ZERO) || all.signum() == 0) {
            return shares;
        }
        BigInteger some = BigInteger.valueOf(wanted.value()).min(all);
        there.forEach((agreement, bytes) -> {
            BigInteger product = some.multiply(BigInteger.valueOf(bytes.value()));
            long share = product.add(all).subtract(BigInteger.ONE).divide(all).longValueExact();
            if (share > 0) {
                shares.put(agreement, ByteCount.of(share));
            }
        });
        return shares;
    }
}
