// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.clock;

import java.time.Instant;
import java.time.InstantSource;

/** What time it is: for ages that people read, and for what is dated. */
public final class ConsoleClock {
    private static final InstantSource SOURCE = InstantSource.system();

    private ConsoleClock() {}

    public static Instant now() {
        return SOURCE.instant();
    }

    public static InstantSource source() {
        return SOURCE;
    }
}
