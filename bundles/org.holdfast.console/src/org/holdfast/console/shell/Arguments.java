// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.node.Theme;

/**
 * What stood on the command line.
 *
 * @param homes in the order in which they were named
 */
record Arguments(List<NodeHome> homes, Optional<Theme> theme, Optional<Path> settings) {
    Arguments {
        homes = List.copyOf(homes);
    }

    /** What it does not know it passes over: the platform has arguments of its own. */
    static Arguments parse(String... words) {
        List<NodeHome> homes = new ArrayList<>();
        Optional<Theme> theme = Optional.empty();
        Optional<Path> settings = Optional.empty();
        for (int i = 0; i + 1 < words.length; i++) {
            switch (words[i]) {
                case "--home" -> path(words[i + 1]).map(NodeHome::new).ifPresent(homes::add);
                case "--theme" -> theme = Theme.named(words[i + 1]);
                case "--settings" -> settings = path(words[i + 1]);
                default -> {
                    continue;
                }
            }
            i++;
        }
        return new Arguments(homes, theme, settings);
    }

    private static Optional<Path> path(String word) {
        try {
            return Optional.of(Path.of(word));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
