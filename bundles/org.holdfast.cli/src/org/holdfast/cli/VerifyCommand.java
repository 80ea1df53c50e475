// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether everything that snapshots need is there. */
@Command(
        name = "verify",
        description = {
            "Reads all directories of all snapshots, and looks whether everything that they name is stored with enough"
                    + " partners. With --read-data, reads it from partners, too, and compares every byte. That counts"
                    + " against what partners give back in a year; as much as a whole restore takes is always left.",
            "Ends with status 1 if something is missing or not as it was stored, 13 if nothing could be found out."
        },
        footer = {"", "Example: holdfast verify", "Example: holdfast verify --read-data=5"})
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Option(
            names = {"--read-data", "--data"},
            paramLabel = "PERCENT",
            arity = "0..1",
            fallbackValue = "100",
            description = "How much of the data is read from partners, drawn by lot; without a number all.")
    private Optional<Double> percent = Optional.empty();

    @Override
    public Integer call() {
        return DrillCommand.run(
                context,
                "/v1/verifications",
                percent.map(share -> Map.of("percent", share.toString())).orElse(Map.of()));
    }
}
