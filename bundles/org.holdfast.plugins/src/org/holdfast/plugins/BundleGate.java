// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.model.HoldfastException;
import org.osgi.framework.Bundle;

/**
 * The check of every bundle's bytes at every start, before anything but the gate itself is started: a framework that is
 * started again restores what was installed without asking. What fails does not resolve, so none of its code ever runs.
 * A bundle of the installation must be signed by a trusted publisher, or stand with its SHA-256 in the installation's
 * list; any other must be signed. If one of the installation fails, the process ends with status 1 instead.
 *
 * <p>A service, registered at start level 1. Thread-safe.
 */
public interface BundleGate {
    /**
     * A bundle that may not run.
     *
     * @param location as the framework names it
     * @param product whether it belongs to the installation
     * @param verdict why; never {@link Verdict.Trusted}
     */
    record Rejected(String name, String version, String location, boolean product, Verdict verdict) {
        /** What was found and what to do, for people. */
        public String message() {
            return (product ? "The bundle " : "The plug-in ") + name + " " + version + " (" + location + ") "
                    + verdict.explanation();
        }
    }

    /**
     * Whether bundles are kept from running. Not in a framework that belongs to no installation (no property {@code
     * holdfast.install}), as in tests that run from folders of classes. Plug-ins need their signature all the same.
     */
    boolean inForce();

    /** Whether a bundle lies in the installation; never if the gate is not in force. */
    boolean isProduct(Bundle bundle);

    /** What may not run at the moment, in the order of installation. */
    List<Rejected> rejected();

    /**
     * What the gate would say of a plug-in, with the roster as it is stored now.
     *
     * @throws HoldfastException DISK_FAILED, IDENTITY_DAMAGED if the roster cannot be read
     */
    Verdict check(Path jar);
}
