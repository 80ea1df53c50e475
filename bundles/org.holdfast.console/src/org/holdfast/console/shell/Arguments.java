// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.Pace;
import org.holdfast.console.node.Theme;

/**
 * What stood on the command line.
 *
 * @param homes in the order in which they were named
 * @param settings where the console remembers things
 * @param pace how often nodes are asked; tests are in a hurry
 */
record Arguments(List<NodeHome> homes, Optional<Theme> theme, Optional<Path> settings, Pace pace) {
    Arguments {
        homes = List.copyOf(homes);
    }

    /** What it does not know it passes over: the platform has arguments of its own. */
    static Arguments parse(String... words) {
        List<NodeHome> homes = new ArrayList<>();
        Optional<Theme> theme = Optional.empty();
        Optional<Path> settings = Optional.empty();
        Pace pace = Pace.USUAL;
        for (int i = 0; i + 1 < words.length; i++) {
            switch (words[i]) {
                case "--home" -> path(words[i + 1]).map(NodeHome::new).ifPresent(homes::add);
                case "--theme" -> theme = Theme.named(words[i + 1]);
                case "--settings" -> settings = path(words[i + 1]);
                case "--pace" -> pace = pace(words[i + 1]);
                default -> {
                    continue;
                }
            }
            i++;
        }
        return new Arguments(homes, theme, settings, pace);
    }

    /** @param word milliseconds; what is none is the usual */
    private static Pace pace(String word) {
        return word.matches("[0-9]{2,6}")
                ? new Pace(Duration.ofMillis(Long.parseLong(word)), Duration.ofMillis(Long.parseLong(word)))
                : Pace.USUAL;
    }

    private static Optional<Path> path(String word) {
        try {
            return Optional.of(Path.of(word));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
