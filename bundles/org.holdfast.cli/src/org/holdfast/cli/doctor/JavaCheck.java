// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.util.List;

/** The Java that runs this command; the start scripts choose the same one for the node. */
final class JavaCheck implements Check {
    private static final int LEAST = 25;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> look(Patient patient) {
        return List.of(judge(Runtime.version(), System.getProperty("java.home")));
    }

    Finding judge(Runtime.Version version, String folder) {
        String found = "Java " + version + " in " + folder + ".";
        if (version.feature() < LEAST) {
            return Finding.problem(
                    name(), found, "Holdfast needs Java 25: install it, or set HOLDFAST_JAVA to the folder it is in.");
        }
        return version.pre().isPresent()
                ? Finding.warning(name(), found, "This is a version for trying out: use a released one.")
                : Finding.ok(name(), found);
    }
}
