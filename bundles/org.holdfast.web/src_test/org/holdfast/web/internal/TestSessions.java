// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Sessions whose secrets a test can foretell: {@code secret1}, {@code secret2} and so on. */
final class TestSessions {
    private TestSessions() {}

    static Sessions at(InstantSource clock) {
        AtomicLong last = new AtomicLong();
        return new Sessions(clock, () -> "secret" + last.incrementAndGet());
    }

    static Sessions some() {
        return at(new TestAccess().clock());
    }
}
