// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.util.List;
import org.holdfast.cli.Home;
import org.holdfast.model.HoldfastException;

/** Whether there is a node in the folder, and whether it answers. */
final class NodeCheck implements Check {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<Finding> look(Patient patient) {
        Home home = patient.home();
        if (!home.isInitialised()) {
            return List.of(Finding.problem(
                    name(),
                    "There is no node in " + home.path() + ".",
                    "'holdfast init' makes one; --home or HOLDFAST_HOME names another folder."));
        }
        return List.of(patient.node().isPresent() ? running(home) : missing(home));
    }

    private Finding running(Home home) {
        return Finding.ok(
                name(),
                "The node in " + home.path() + " runs"
                        + home.door()
                                .map(door -> " (process " + door.pid() + ")")
                                .orElse("") + " and answers.");
    }

    private Finding missing(Home home) {
        try {
            if (home.door().isPresent()) {
                return Finding.problem(
                        name(),
                        "The node in " + home.path() + " runs and does not answer.",
                        "Look into " + home.path().resolve("log")
                                + "; 'holdfast stop' and 'holdfast start' begin anew.");
            }
            String why = home.startFailure()
                    .map(failure -> " Its last start failed: " + failure.getMessage())
                    .orElse("");
            return Finding.problem(name(), "No node runs in " + home.path() + "." + why, "'holdfast start' starts it.");
        } catch (HoldfastException e) {
            return Finding.problem(
                    name(), String.valueOf(e.getMessage()), "Run 'holdfast doctor' as the user whose node it is.");
        }
    }
}
