// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.time.Duration;

/**
 * How slow a user may be that the node answers. Whoever only drips bytes holds a thread, and the turn of all other users.
 *
 * @param still so long it may read nothing at all
 * @param question so long its whole question may take to arrive
 * @param bytesPerSecond that it has to read on average, once it has been waited for as long as {@code still}
 */
record Patience(Duration still, Duration question, long bytesPerSecond) {
    /** How long may be waited in all while that much is read. */
    Duration forReading(long bytes) {
        return still.plusMillis(bytes * 1000 / bytesPerSecond);
    }
}
