// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Whereabouts;

/** Groups of partners that policies are asked about: a few, none, and many. */
final class Groups {
    private static final Whereabouts SELF = Whereabouts.always(new Domains("self", "home", "linux", "amd64"));
    private static final List<Whereabouts> MANY = Stream.iterate(1, i -> i + 1)
            .limit(63)
            .map(i -> Whereabouts.always(new Domains("host" + i, "site" + i % 3, "windows", "amd64")))
            .toList();
    private static final CodeShape SHAPE = CodeShape.parse("5+2");

    private Groups() {}

    static List<PartnerGroup> all() {
        return List.of(
                new PartnerGroup(SELF, MANY.subList(0, 3), SHAPE, ByteCount.mebibytes(100)),
                new PartnerGroup(SELF, List.of(), CodeShape.parse("1+0"), ByteCount.ZERO),
                many());
    }

    static PartnerGroup many() {
        return new PartnerGroup(SELF, MANY, SHAPE, ByteCount.mebibytes(1L << 30));
    }
}
