// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import java.util.function.Predicate;

/** What manifests need not say. */
final class Manifests {
    /** Annotations that only tools read. */
    static final Predicate<String> AT_COMPILE_TIME = used -> used.startsWith("org.jspecify.")
            || used.startsWith("org.osgi.annotation.")
            || used.equals("org.osgi.service.component.annotations")
            || used.equals("org.osgi.service.metatype.annotations");

    private Manifests() {}
}
