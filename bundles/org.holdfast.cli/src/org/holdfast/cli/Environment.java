// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Optional;

/** The environment of this process; tests have others. */
@FunctionalInterface
interface Environment {
    Environment SYSTEM =
            name -> Optional.ofNullable(System.getenv(name)).map(String::strip).filter(value -> !value.isEmpty());

    /** The value of a variable; empty if it is not set, or to nothing. */
    Optional<String> get(String name);
}
