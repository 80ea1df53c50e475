// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.time.Duration;

/**
 * How long a node elsewhere may take before it counts as gone.
 *
 * @param silence after which it is asked how it is
 * @param answer which it has to give within this time
 */
record Patience(Duration silence, Duration answer) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20));
}
