// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.security.SecureRandom;
import java.util.List;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.IdentityStore;

/** Whether the recovery secret is where it should be: on paper. */
final class SheetCheck implements Check {
    @Override
    public String name() {
        return "sheet";
    }

    @Override
    public List<Finding> look(Patient patient) {
        if (!patient.home().isInitialised()) {
            return List.of();
        }
        try {
            return List.of(judge(patient));
        } catch (HoldfastException e) {
            return List.of(Finding.unknown(name(), "It cannot be seen: " + e.getMessage(), ""));
        }
    }

    private Finding judge(Patient patient) {
        return switch (new IdentityStore(patient.home().path(), patient.clock(), new SecureRandom())
                .secrets()
                .state()) {
            case SEALED -> Finding.ok(name(), "The recovery secret is on the recovery sheet only.");
            case PRESENT ->
                Finding.warning(
                        name(),
                        "The recovery secret is still on this machine: a thief of it has everything, and without a sheet"
                                + " its end is the end of your data.",
                        "Print it ('holdfast sheet --text'), keep it elsewhere, then 'holdfast sheet --seal'.");
            case LOST ->
                Finding.problem(
                        name(),
                        "The recovery secret is gone from this machine, and was not sealed.",
                        "If the sheet is at hand, try it with 'holdfast sheet --check FILE'. If not, 'holdfast escrow'"
                                + " may help; else begin anew with 'holdfast init' in another folder.");
        };
    }
}
